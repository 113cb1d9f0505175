package dev.floe.models.graph;

import java.util.Locale;

/** What a node is. */
public enum ResourceType {
    /** A SELECT that becomes a relation. */
    MODEL,
    /** A SELECT whose changes over time are kept in a table. */
    SNAPSHOT,
    /** A CSV file that becomes a table. */
    SEED,
    /** A SELECT that finds the rows that should not be there. */
    TEST,
    /** A model's SELECT over given rows, and the rows that it is to give. */
    UNIT_TEST,
    /** A SELECT that is rendered and not built. */
    ANALYSIS,
    /** SQL that runs before or after all nodes, or a macro that is run by itself; no node of the graph. */
    OPERATION,
    /** A table that somebody else makes. */
    SOURCE,
    /** Something outside of the project that reads its nodes; no node of the graph. */
    EXPOSURE;

    /** The word in unique ids and artifacts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

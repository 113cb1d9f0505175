package dev.floe.models.context;

import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.RelationKind;
import java.util.Map;
import java.util.Optional;

/** The database as templates can reach it while a node runs. */
public interface Database {
    /**
     * Runs a statement and fetches what it gives.
     *
     * @throws dev.floe.FloeException if it fails
     */
    QueryResult query(String sql);

    /** What stands under a name, if anything does. */
    Optional<RelationKind> kindOf(RelationName relation);

    /** The relations of a schema, by name. */
    Map<String, RelationKind> relations(String database, String schema);

    /** Ends the transaction and begins another, where the caller may. */
    default void commit() {}

    /** The columns of a relation or the result columns of a SELECT: names and types, in order. */
    Map<String, String> columns(String select);
}

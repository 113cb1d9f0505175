package dev.floe.models.run;

import dev.floe.models.graph.RelationName;
import java.util.Map;

/**
 * What a run takes from an earlier one.
 *
 * @param relations where a {@code ref} goes for what is not in the run's own database, by unique id; empty if nothing is deferred
 * @param favored whether it goes there for everything that the run does not select
 */
public record Earlier(Map<String, RelationName> relations, boolean favored) {
    /** Nothing. */
    public static final Earlier NOTHING = new Earlier(Map.of(), false);

    /** Copies the map. */
    public Earlier {
        relations = Map.copyOf(relations);
    }
}

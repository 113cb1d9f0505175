package dev.floe.models.graph;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What selectors go by beyond the graph.
 *
 * @param project the project's name, which {@code package:this} means
 * @param exposures what reads the nodes from outside
 * @param described the properties files that speak of nodes, by unique id
 * @param latestVersions the version that a {@code ref} without one means, by the id of each model that has versions
 * @param configs the configuration of a node, with what is so where nothing is said
 * @param definitions the selectors of {@code selectors.yml}
 * @param earlier what {@code state:} compares with
 */
public record Surroundings(
        String project,
        List<Exposure> exposures,
        Map<String, String> described,
        Map<String, String> latestVersions,
        Function<Node, Map<String, @Nullable Object>> configs,
        Map<String, SelectorDefinition> definitions,
        EarlierState earlier) {
    /** Nothing beyond the graph. */
    public static final Surroundings NONE = new Surroundings(
            "", List.of(), Map.of(), Map.of(), node -> node.config().values(), Map.of(), EarlierState.NONE);

    /** Copies the collections. */
    public Surroundings {
        exposures = List.copyOf(exposures);
        described = Map.copyOf(described);
        latestVersions = Map.copyOf(latestVersions);
        definitions = Map.copyOf(definitions);
    }
}

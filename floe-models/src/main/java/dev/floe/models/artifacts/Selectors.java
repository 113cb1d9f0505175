package dev.floe.models.artifacts;

import dev.floe.models.graph.EarlierState;
import dev.floe.models.graph.Selector;
import dev.floe.models.graph.Surroundings;
import dev.floe.models.parse.NodeFacts;
import dev.floe.models.parse.ParsedProject;
import java.util.HashMap;
import java.util.Map;

/** Makes the selector of a project. */
public final class Selectors {
    private Selectors() {}

    /** The selector over everything that a project knows. */
    public static Selector of(ParsedProject parsed, EarlierState earlier) {
        Map<String, String> described = new HashMap<>();
        Map<String, String> latest = new HashMap<>();
        parsed.graph().nodes().values().forEach(node -> {
            NodeFacts facts = parsed.factsOf(node);
            facts.properties().ifPresent(said -> described.put(node.uniqueId(), said.path()));
            facts.latestVersion().ifPresent(version -> latest.put(node.uniqueId(), version));
        });
        return new Selector(
                parsed.graph(),
                new Surroundings(
                        parsed.project().name(),
                        parsed.exposures(),
                        described,
                        latest,
                        ConfigJson::of,
                        parsed.project().selectors().definitions(),
                        earlier));
    }
}

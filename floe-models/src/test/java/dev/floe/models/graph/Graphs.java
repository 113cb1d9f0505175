package dev.floe.models.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small graphs for tests: {@code model("b", "a")} reads a. */
final class Graphs {
    private final List<Node> nodes = new ArrayList<>();

    static Graphs of() {
        return new Graphs();
    }

    Graphs seed(String name) {
        nodes.add(new SeedNode(
                head(ResourceType.SEED, name, "seeds/" + name + ".csv"), NodeConfig.EMPTY, at(name), List.of()));
        return this;
    }

    Graphs model(String name, String... reads) {
        return model(name, Map.of(), reads);
    }

    Graphs model(String name, Map<String, Object> config, String... reads) {
        nodes.add(new ModelNode(
                head(ResourceType.MODEL, name, "models/marts/" + name + ".sql"),
                new NodeConfig(new LinkedHashMap<>(config)),
                ids(reads),
                "select 1",
                at(name),
                List.of()));
        return this;
    }

    Graphs test(String name, String... reads) {
        nodes.add(new TestNode(
                head(ResourceType.TEST, name, "tests/" + name + ".sql"),
                NodeConfig.EMPTY,
                ids(reads),
                "select 1",
                Optional.empty(),
                Optional.empty(),
                at(name)));
        return this;
    }

    ModelGraph graph() {
        return ModelGraph.of(nodes);
    }

    private List<String> ids(String... names) {
        List<String> ids = new ArrayList<>();
        for (String name : names) {
            ids.add(nodes.stream()
                    .filter(node -> node.name().equals(name))
                    .map(Node::uniqueId)
                    .findFirst()
                    .orElse("model.p." + name));
        }
        return ids;
    }

    private static RelationName at(String name) {
        return new RelationName("db", "main", name);
    }

    private static NodeHead head(ResourceType type, String name, String path) {
        return new NodeHead(type.word() + ".p." + name, type, name, "p", List.of("p", "marts", name), path, "");
    }
}

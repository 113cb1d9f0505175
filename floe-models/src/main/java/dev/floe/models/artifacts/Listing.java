package dev.floe.models.artifacts;

import dev.floe.models.ListedNode;
import dev.floe.models.graph.Exposure;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.Selection;
import dev.floe.models.graph.Selector;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.parse.ParsedProject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes as {@code ls} shows them. */
public final class Listing {
    private Listing() {}

    /** What a selection means, exposures included, in the order of the ids. */
    public static List<ListedNode> of(ParsedProject parsed, Selector selector, Selection selection) {
        double createdAt = parsed.contexts().settings().startedAt().toEpochMilli() / 1_000.0;
        NodeJson nodes = new NodeJson(parsed, createdAt, new DocBlocks(parsed, List.of()));
        UnitTestJson units = new UnitTestJson(parsed, createdAt);
        List<ListedNode> listed = new ArrayList<>();
        for (String id : selector.select(selection)) {
            Node node = parsed.graph().node(id);
            Map<String, @Nullable Object> json = node instanceof UnitTestNode unit ? units.of(unit) : nodes.of(node);
            listed.add(new ListedNode(
                    id, node.type(), name(node), selector(node), node.head().path(), json));
        }
        if (selection.takes(ResourceType.EXPOSURE)) {
            Map<String, @Nullable Object> all = new DeclarationJson(parsed, createdAt).exposures();
            for (Exposure exposure : selector.exposures(selection)) {
                listed.add(exposure(exposure, ConfigJson.map(all.get(exposure.uniqueId()))));
            }
        }
        listed.sort(Comparator.comparing(ListedNode::uniqueId));
        return listed;
    }

    private static ListedNode exposure(Exposure exposure, Map<?, ?> said) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        said.forEach((key, value) -> json.put(String.valueOf(key), value));
        return new ListedNode(
                exposure.uniqueId(),
                ResourceType.EXPOSURE,
                exposure.name(),
                "exposure:" + exposure.packageName() + "." + exposure.name(),
                exposure.path(),
                json);
    }

    private static String name(Node node) {
        if (node instanceof SourceNode source) {
            return source.sourceName() + "." + node.name();
        }
        return node.name() + node.head().version().map(v -> ".v" + v).orElse("");
    }

    private static String selector(Node node) {
        if (node instanceof SourceNode source) {
            return "source:" + node.head().packageName() + "." + source.sourceName() + "." + node.name();
        }
        return node instanceof UnitTestNode
                ? "unit_test:" + node.head().packageName() + "." + node.name()
                : String.join(".", node.head().fqn());
    }
}

package dev.floe.models.artifacts;

import dev.floe.models.ListedNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.parse.ParsedProject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes as {@code ls} shows them. */
public final class Listing {
    private Listing() {}

    /** The nodes in the order of their ids. */
    public static List<ListedNode> of(ParsedProject parsed, Collection<String> ids) {
        double createdAt = parsed.contexts().settings().startedAt().toEpochMilli() / 1_000.0;
        NodeJson nodes = new NodeJson(parsed, createdAt, new DocBlocks(parsed, List.of()));
        UnitTestJson units = new UnitTestJson(parsed, createdAt);
        List<ListedNode> listed = new ArrayList<>();
        for (String id : ids.stream().sorted().toList()) {
            Node node = parsed.graph().node(id);
            Map<String, @Nullable Object> json = node instanceof UnitTestNode unit ? units.of(unit) : nodes.of(node);
            listed.add(new ListedNode(
                    id, node.type(), name(node), selector(node), node.head().path(), json));
        }
        return listed;
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

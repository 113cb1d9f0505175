package dev.floe.models.parse;

import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The nodes of a graph by the names that templates use. Immutable. */
public final class NodeNames {
    private final Map<String, Node> byName = new HashMap<>();
    private final Map<String, SourceNode> bySource = new HashMap<>();

    /** The names of one graph. */
    public NodeNames(ModelGraph graph) {
        for (Node node : graph.nodes().values()) {
            if (node instanceof SourceNode source) {
                bySource.put(source.sourceName() + "." + source.name(), source);
            } else if (!(node instanceof TestNode)) {
                byName.put(node.name(), node);
            }
        }
    }

    /** The model or seed that a {@code ref} names. */
    public Optional<Node> ref(RefCall call) {
        return Optional.ofNullable(byName.get(call.name()))
                .filter(node -> call.packageName()
                        .map(name -> name.equals(node.head().packageName()))
                        .orElse(true));
    }

    /** The table that a {@code source} names. */
    public Optional<SourceNode> source(String source, String table) {
        return Optional.ofNullable(bySource.get(source + "." + table));
    }
}

package dev.floe.models.graph;

import java.util.List;

/** A node of the graph. Immutable. */
public sealed interface Node permits ModelNode, SeedNode, TestNode, UnitTestNode, SourceNode {
    /** What every node has. */
    NodeHead head();

    /** Its configuration, all levels put together. */
    NodeConfig config();

    /** The unique ids of the nodes it reads, in the order it names them, each once. */
    List<String> dependsOn();

    /** What {@code tag:} selects it by: its configured tags, and of a test those of the column or source that it stands under. */
    default List<String> tags() {
        return config().tags();
    }

    /** {@code head().uniqueId()}. */
    default String uniqueId() {
        return head().uniqueId();
    }

    /** {@code head().type()}. */
    default ResourceType type() {
        return head().type();
    }

    /** {@code head().name()}. */
    default String name() {
        return head().name();
    }
}

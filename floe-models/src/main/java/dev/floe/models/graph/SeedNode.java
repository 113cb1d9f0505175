package dev.floe.models.graph;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.List;

/**
 * A seed.
 *
 * @param relation where it goes
 */
public record SeedNode(NodeHead head, NodeConfig config, RelationName relation, List<Column> columns)
        implements Node, RelationNode {
    /** Copies the list. */
    public SeedNode {
        columns = List.copyOf(columns);
    }

    @Override
    public List<String> dependsOn() {
        return List.of();
    }
}

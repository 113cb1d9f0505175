package dev.floe.models.graph;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.List;

/**
 * A table of a source.
 *
 * @param sourceName the source it belongs to
 * @param sourceDescription what is said of the source
 * @param relation where it is
 */
public record SourceNode(
        NodeHead head,
        NodeConfig config,
        String sourceName,
        String sourceDescription,
        RelationName relation,
        List<Column> columns)
        implements Node, RelationNode {
    /** Copies the list. */
    public SourceNode {
        columns = List.copyOf(columns);
    }

    @Override
    public List<String> dependsOn() {
        return List.of();
    }
}

package dev.floe.models.graph;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.List;

/**
 * A model, or a snapshot: a SELECT that becomes a relation.
 *
 * @param rawCode its text, with Jinja
 * @param relation where it goes
 */
public record ModelNode(
        NodeHead head,
        NodeConfig config,
        List<String> dependsOn,
        String rawCode,
        RelationName relation,
        List<Column> columns)
        implements Node, RelationNode {
    /** Copies the lists. */
    public ModelNode {
        dependsOn = List.copyOf(dependsOn);
        columns = List.copyOf(columns);
    }

    /** Whether it is inlined where it is used, instead of becoming a relation. */
    public boolean isEphemeral() {
        return config.materialized().equals("ephemeral");
    }
}

package dev.floe.models.graph;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.List;

/** A node that stands for a table or view. */
public interface RelationNode {
    /** What every node has. */
    NodeHead head();

    /** Where it is. */
    RelationName relation();

    /** The columns that properties files speak of, in their order. */
    List<Column> columns();
}

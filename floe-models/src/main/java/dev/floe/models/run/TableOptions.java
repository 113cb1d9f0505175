package dev.floe.models.run;

import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableWrite;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table is built with, where its store has a use for it.
 *
 * @param tags what a commit says about who made it
 * @param layout partitions, order and properties; empty where the model says nothing of them
 * @param columns the columns that a contract says the table has, with their constraints
 * @param audit who has to look at it before others can see it
 */
record TableOptions(
        Map<String, String> tags, Optional<TableLayout> layout, Optional<Columns> columns, Optional<Audit> audit) {
    private static final String PARTITIONED_BY = "partitioned_by";
    private static final String SORTED_BY = "sorted_by";
    private static final String PROPERTIES = "table_properties";

    static TableOptions of(Node node, String runId, Optional<Audit> audit) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(TableWrite.RUN_ID, runId);
        tags.put(TableWrite.NODE, node.uniqueId());
        tags.put(TableWrite.ATTEMPT, "1");
        return new TableOptions(tags, layout(node.config()), Optional.empty(), audit);
    }

    /**
     * Columns of a table that are declared before there are rows.
     *
     * @param names their names, in the order of the SELECT
     * @param definition what stands in parentheses behind CREATE TABLE
     */
    record Columns(List<String> names, String definition) {}

    /** The same with columns. */
    TableOptions with(Optional<Columns> declared) {
        return new TableOptions(tags, layout, declared, audit);
    }

    private static Optional<TableLayout> layout(NodeConfig config) {
        if (config.get(PARTITIONED_BY).isEmpty()
                && config.get(SORTED_BY).isEmpty()
                && config.get(PROPERTIES).isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        config.map(PROPERTIES).forEach((name, value) -> properties.put(name, String.valueOf(value)));
        return Optional.of(new TableLayout(config.texts(PARTITIONED_BY), config.texts(SORTED_BY), properties));
    }
}

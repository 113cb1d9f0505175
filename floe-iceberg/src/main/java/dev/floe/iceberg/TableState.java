package dev.floe.iceberg;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the catalog had it at one moment.
 *
 * @param table the table's name
 * @param uuid the table's identity, which a drop and a creation under the same name change
 * @param location where the table's files are, without a trailing slash
 * @param snapshot the current snapshot; empty for a table that was created and never written
 * @param columns the columns in order
 * @param properties the table's properties
 */
public record TableState(
        TableName table,
        String uuid,
        String location,
        Optional<TableSnapshot> snapshot,
        List<Column> columns,
        Map<String, String> properties) {

    /** Copies the collections. */
    public TableState {
        columns = List.copyOf(columns);
        properties = Map.copyOf(properties);
    }

    /** The current snapshot's id, as {@link Basis#seen} takes it; empty for a table that was never written. */
    public Optional<Long> snapshotId() {
        return snapshot.map(TableSnapshot::id);
    }
}

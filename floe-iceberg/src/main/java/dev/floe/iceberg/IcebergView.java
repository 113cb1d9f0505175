package dev.floe.iceberg;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view as the catalog has it.
 *
 * @param name the view's name
 * @param sql the view's query in DuckDB's dialect, names as in the attached catalog; empty if it has none of that dialect
 * @param columns the columns in order
 * @param properties the view's properties
 */
public record IcebergView(TableName name, Optional<String> sql, List<Column> columns, Map<String, String> properties) {
    /** Copies the collections. */
    public IcebergView {
        columns = List.copyOf(columns);
        properties = Map.copyOf(properties);
    }
}

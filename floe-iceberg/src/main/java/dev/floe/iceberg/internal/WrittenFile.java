package dev.floe.iceberg.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that DuckDB wrote.
 *
 * @param location where it is, spelled as the table's location is
 * @param rows its rows
 * @param bytes its size
 * @param statistics per column, keyed by its quoted path, what RETURN_STATS says of it
 * @param partition the texts of the table's partition fields, null for null
 */
record WrittenFile(
        String location,
        long rows,
        long bytes,
        Map<String, Map<String, String>> statistics,
        List<@Nullable String> partition) {}

package dev.floe.iceberg;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a table's files are laid out. Immutable.
 *
 * <p>Partition fields are a column, or a transform of one in Iceberg's words: {@code country}, {@code year(ts)}, {@code month(ts)},
 * {@code day(ts)}, {@code hour(ts)}, {@code bucket(16, id)}, {@code truncate(4, name)}. Sort fields are a column, with {@code asc} (the
 * default) or {@code desc}, and {@code nulls first} (the default of asc) or {@code nulls last} after it. Names are compared in lower case;
 * one with blanks or signs stands in double quotes.
 *
 * <p>Properties are Iceberg's table properties. floe's own writes honour {@code write.parquet.compression-codec} ({@code snappy},
 * DuckDB's choice, where it is not set), and {@code write.target-file-size-bytes} for tables without partitions; {@code format-version}
 * (2 or 3) is the version of the table's format, which can only go up.
 *
 * @param partitionedBy the partition fields in order; none for a table without partitions
 * @param sortedBy the sort fields in order; none for a table without an order
 * @param properties the properties to set; others that the table has stay
 */
public record TableLayout(List<String> partitionedBy, List<String> sortedBy, Map<String, String> properties) {
    /** No partitions, no order, no properties. */
    public static final TableLayout PLAIN = new TableLayout(List.of(), List.of(), Map.of());

    /** Copies the collections. */
    public TableLayout {
        partitionedBy = List.copyOf(partitionedBy);
        sortedBy = List.copyOf(sortedBy);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}

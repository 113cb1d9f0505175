package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Turns what RETURN_STATS says of a file into Iceberg's metrics, as far as it is proven right. */
final class FileMetrics {
    private final long rows;
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, ByteBuffer> lower = new HashMap<>();
    private final Map<Integer, ByteBuffer> upper = new HashMap<>();

    private FileMetrics(long rows) {
        this.rows = rows;
    }

    static Metrics of(WrittenFile file, Schema schema) {
        FileMetrics metrics = new FileMetrics(file.rows());
        metrics.fields("", schema.columns(), file.statistics());
        return new Metrics(
                metrics.rows, metrics.sizes, metrics.values, metrics.nulls, null, metrics.lower, metrics.upper);
    }

    /** How many nulls a top-level column has in a file; null if that is not known for certain. */
    static @Nullable Long nulls(WrittenFile file, Types.NestedField column) {
        Map<String, String> figures = file.statistics().get(Sql.identifier(column.name()));
        if (figures == null || !column.type().isPrimitiveType()) {
            return null;
        }
        Long counted = number(figures.get("num_values"));
        return counted != null && counted == file.rows() ? number(figures.get("null_count")) : null;
    }

    private void fields(String path, List<Types.NestedField> fields, Map<String, Map<String, String>> statistics) {
        for (Types.NestedField field : fields) {
            String key = path + Sql.identifier(field.name());
            if (field.type().isStructType()) {
                fields(key + ".", field.type().asStructType().fields(), statistics);
            } else if (field.type().isPrimitiveType()) {
                Map<String, String> figures = statistics.get(key);
                if (figures != null) {
                    leaf(field, figures);
                }
            }
            // Within lists and maps, counts are of elements and bounds of no use to readers.
        }
    }

    private void leaf(Types.NestedField field, Map<String, String> figures) {
        int id = field.fieldId();
        Long size = number(figures.get("column_size_bytes"));
        if (size != null) {
            sizes.put(id, size);
        }
        Long counted = number(figures.get("num_values"));
        Long nullCount = number(figures.get("null_count"));
        if (counted == null || counted != rows || nullCount == null) {
            return;
        }
        values.put(id, counted);
        nulls.put(id, nullCount);
        ByteBuffer least = Bounds.lower(field.type(), figures.get("min"));
        if (least != null) {
            lower.put(id, least);
        }
        ByteBuffer most = Bounds.upper(field.type(), figures.get("max"));
        if (most != null) {
            upper.put(id, most);
        }
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

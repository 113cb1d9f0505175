package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.jspecify.annotations.Nullable;

/** Has DuckDB write a query's rows as Parquet files. */
final class ParquetWriter {
    private static final Set<String> CODECS =
            Set.of("uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw", "lz4");

    private ParquetWriter() {}

    /**
     * Runs the query and writes its rows into a new folder, one or more files.
     *
     * @param target gives the columns their field ids, the partitions, the order and the files' properties
     * @param folder a location without a trailing slash, spelled as the table's is
     * @return the files that hold rows
     */
    static List<WrittenFile> write(Connection connection, String query, Schema columns, Target target, String folder)
            throws SQLException {
        return write(connection, query, columns, target, folder, arrangement(target));
    }

    /** The same for all columns of the table, with as few files as their size allows. */
    static List<WrittenFile> writeTogether(
            Connection connection, String query, Target target, String folder, long bytes) throws SQLException {
        String arrangement = target.partitioning().isEmpty() ? ", FILE_SIZE_BYTES " + bytes : arrangement(target);
        return write(connection, query, target.schema(), target, folder, arrangement);
    }

    private static List<WrittenFile> write(
            Connection connection, String query, Schema columns, Target target, String folder, String arrangement)
            throws SQLException {
        Partitioning partitioning = target.partitioning();
        boolean sorted = !target.sortOrder().isUnsorted();
        String rows = partitioning.with(query) + (sorted ? orderBy(target.sortOrder(), partitioning.isEmpty()) : "");
        String copy = "COPY (" + rows + "\n) TO " + Sql.literal(folder) + " (FORMAT parquet"
                + arrangement
                + compression(target.properties()) + ", FIELD_IDS " + FieldIds.literal(columns) + ", RETURN_STATS)";
        List<WrittenFile> files = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet written = statement.executeQuery(copy)) {
            while (written.next()) {
                long count = written.getLong("count");
                if (count == 0) {
                    continue;
                }
                // DuckDB gives the path back without the scheme "file:"; the catalog wants it as the table spells it.
                String path = written.getString("filename");
                String name = path.substring(path.lastIndexOf('/') + 1);
                files.add(new WrittenFile(
                        folder + "/" + name,
                        count,
                        written.getLong("file_size_bytes"),
                        statistics(written.getObject("column_statistics")),
                        keys(partitioning, written.getObject("partition_keys"))));
            }
        }
        return List.copyOf(files);
    }

    private static String arrangement(Target target) {
        Partitioning partitioning = target.partitioning();
        boolean sorted = !target.sortOrder().isUnsorted();
        if (!partitioning.isEmpty()) {
            // Flat file names: the partition of a file stands in the table's metadata.
            return ", PARTITION_BY " + partitioning.columns() + ", HIVE_FILE_PATTERN false";
        }
        String size = target.properties().get(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES);
        long bytes = size != null && size.matches("[0-9]{1,15}") ? Long.parseLong(size) : 0;
        // Threads that write a file each do not keep the order of rows.
        return (sorted && bytes == 0
                        ? ", FILE_SIZE_BYTES " + TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT
                        : sorted ? "" : ", PER_THREAD_OUTPUT")
                + (bytes > 0 ? ", FILE_SIZE_BYTES " + bytes : "");
    }

    private static String compression(Map<String, String> properties) {
        String codec = properties.get(TableProperties.PARQUET_COMPRESSION);
        return codec != null && CODECS.contains(codec.toLowerCase(Locale.ROOT))
                ? ", COMPRESSION " + codec.toLowerCase(Locale.ROOT)
                : "";
    }

    private static String orderBy(SortOrder order, boolean plain) {
        return order.fields().stream()
                .filter(field -> field.transform().isIdentity())
                .map(field -> (plain ? "" : "p.")
                        + Sql.identifier(order.schema().findColumnName(field.sourceId()))
                        + (field.direction() == SortDirection.ASC ? " ASC" : " DESC")
                        + (field.nullOrder() == NullOrder.NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST"))
                .collect(Collectors.joining(", ", "\nORDER BY ", ""));
    }

    private static List<@Nullable String> keys(Partitioning partitioning, @Nullable Object value) {
        List<@Nullable String> keys = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            for (String name : partitioning.names()) {
                Object key = map.get(name);
                keys.add(key == null ? null : key.toString());
            }
        }
        return Collections.unmodifiableList(keys);
    }

    private static Map<String, Map<String, String>> statistics(Object value) {
        Map<String, Map<String, String>> columns = new HashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((column, figures) -> {
                Map<String, String> texts = new HashMap<>();
                if (figures instanceof Map<?, ?> entries) {
                    entries.forEach((key, text) -> {
                        if (text != null) {
                            texts.put(String.valueOf(key), text.toString());
                        }
                    });
                }
                columns.put(String.valueOf(column), texts);
            });
        }
        return columns;
    }
}

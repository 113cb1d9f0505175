package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;

/** Has DuckDB write a query's rows as Parquet files. */
final class ParquetWriter {
    private ParquetWriter() {}

    /**
     * Runs the query and writes its rows into a new folder, one or more files.
     *
     * @param schema gives the columns their field ids
     * @param folder a location without a trailing slash, spelled as the table's is
     * @return the files that hold rows
     */
    static List<WrittenFile> write(Connection connection, String query, Schema schema, String folder)
            throws SQLException {
        String copy = "COPY (" + query + "\n) TO " + Sql.literal(folder)
                + " (FORMAT parquet, PER_THREAD_OUTPUT, FIELD_IDS " + FieldIds.literal(schema) + ", RETURN_STATS)";
        List<WrittenFile> files = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(copy)) {
            while (rows.next()) {
                long count = rows.getLong("count");
                if (count == 0) {
                    continue;
                }
                // DuckDB gives the path back without the scheme "file:"; the catalog wants it as the table spells it.
                String path = rows.getString("filename");
                String name = path.substring(path.lastIndexOf('/') + 1);
                files.add(new WrittenFile(
                        folder + "/" + name,
                        count,
                        rows.getLong("file_size_bytes"),
                        statistics(rows.getObject("column_statistics"))));
            }
        }
        return List.copyOf(files);
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

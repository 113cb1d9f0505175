package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;

/**
 * The rows of a table at one state, as DuckDB reads them: deletes applied, columns found by their ids. Reads the table's metadata file, so
 * it needs no attached catalog, and what others commit meanwhile does not change it.
 */
final class CurrentRows {
    private static final String FILE = "filename";

    private final TableMetadata state;

    CurrentRows(TableMetadata state) {
        this.state = state;
    }

    /** Whether the table has been written at all; DuckDB cannot read one that has not. */
    boolean any() {
        return state.currentSnapshot() != null;
    }

    /** Whether rows can be told apart by the file that they are in: not where a column takes the name that DuckDB has for it. */
    boolean tellsFiles() {
        return state.schema().columns().stream()
                .noneMatch(column -> column.name().equalsIgnoreCase(FILE));
    }

    /** The columns of a schema, in its order. */
    static String columns(Schema schema) {
        return schema.columns().stream()
                .map(column -> Sql.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** A query over all rows, with the table's columns. */
    String query() {
        return "SELECT " + columns(state.schema()) + " FROM " + source();
    }

    /** A query over the rows that are in none of these files. */
    String without(Collection<String> files) {
        return files.isEmpty() ? query() : query() + " WHERE " + FILE + " NOT IN " + list(files);
    }

    /** A query over the rows in these files. */
    String in(Collection<String> files) {
        return query() + " WHERE " + FILE + " IN " + list(files);
    }

    private static String list(Collection<String> files) {
        return "(" + files.stream().map(Sql::literal).collect(Collectors.joining(", ")) + ")";
    }

    /** A query that counts, for each file with rows that match, those rows. */
    String matching(String condition) {
        return "SELECT " + FILE + ", count(*) FROM " + source() + " WHERE (\n" + condition + "\n) GROUP BY ALL";
    }

    private String source() {
        return "iceberg_scan(" + Sql.literal(state.metadataFileLocation()) + ")";
    }

    /** Several queries with the same columns as one. */
    static String union(List<String> queries) {
        return String.join("\nUNION ALL\n", queries);
    }
}

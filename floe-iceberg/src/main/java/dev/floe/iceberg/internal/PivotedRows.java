package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The query of a write, with the rows of a PIVOT that finds its columns in the data kept in a temporary table. DuckDB (1.5.5) makes several
 * statements of such a query, and its driver gives nothing back for a COPY among them.
 */
final class PivotedRows implements AutoCloseable {
    private static final Pattern PIVOT = Pattern.compile("\\b(?:PIVOT|PIVOT_WIDER)\\b", Pattern.CASE_INSENSITIVE);

    /** What DuckDB says of such a query in a view. */
    private static final String FROM_DATA = "extracted from the data";

    private final Connection connection;
    private final String table;
    private final String query;

    private PivotedRows(Connection connection, String table, String query) {
        this.connection = connection;
        this.table = table;
        this.query = query;
    }

    /** The query as it can be written; run only if it has to be. */
    static PivotedRows of(Connection connection, String select) throws SQLException {
        if (!PIVOT.matcher(select).find()) {
            return new PivotedRows(connection, "", select);
        }
        String name = Sql.qualified(
                "temp", "floe_pivot_" + UUID.randomUUID().toString().replace("-", ""));
        if (!findsColumns(connection, name, select)) {
            return new PivotedRows(connection, "", select);
        }
        execute(connection, "CREATE TEMPORARY TABLE " + name + " AS (\n" + select + "\n)");
        return new PivotedRows(connection, name, "SELECT * FROM " + name);
    }

    private static boolean findsColumns(Connection connection, String name, String select) {
        try {
            execute(connection, "CREATE TEMPORARY VIEW " + name + " AS (\n" + select + "\n)");
            execute(connection, "DROP VIEW " + name);
            return false;
        } catch (SQLException e) {
            // Any other failure is told better by the query itself.
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(FROM_DATA);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String query() {
        return query;
    }

    @Override
    public void close() throws SQLException {
        if (!table.isEmpty()) {
            execute(connection, "DROP TABLE IF EXISTS " + table);
        }
    }
}

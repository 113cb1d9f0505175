package dev.floe.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs SQL in tests. */
final class Rows {
    private Rows() {}

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows, their columns joined by {@code |}. */
    static List<String> of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                all.add(String.join("|", row));
            }
            return all;
        }
    }

    static String one(Connection connection, String sql) throws SQLException {
        return of(connection, sql).get(0);
    }

    static Optional<String> setting(Connection connection, String name) throws SQLException {
        return of(connection, "SELECT value FROM duckdb_settings() WHERE name = '" + name + "'").stream()
                .findFirst();
    }
}

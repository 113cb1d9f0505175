package dev.floe.duckdb.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short forms of JDBC. */
public final class Queries {
    private Queries() {}

    /** Runs one statement. */
    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs one statement with bound values. */
    public static void run(Connection connection, String sql, List<?> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        }
    }

    /** The first column of the first row; empty for no row or SQL NULL. */
    public static Optional<String> text(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, List.of(values));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The values of settings as DuckDB shows them; a setting that it does not have is missing. */
    public static Map<String, String> settings(Connection connection, List<String> names) throws SQLException {
        try {
            return currentSettings(connection, names);
        } catch (SQLException e) {
            // One of them does not exist here: the whole list, which is slower, tells which.
            return listedSettings(connection, names);
        }
    }

    private static Map<String, String> currentSettings(Connection connection, List<String> names) throws SQLException {
        String columns =
                String.join(", ", Collections.nCopies(names.size(), "coalesce(current_setting(?)::VARCHAR, '')"));
        Map<String, String> values = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + columns)) {
            bind(statement, names);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                for (int i = 0; i < names.size(); i++) {
                    values.put(names.get(i), row.getString(i + 1));
                }
            }
        }
        return values;
    }

    private static Map<String, String> listedSettings(Connection connection, List<String> names) throws SQLException {
        Map<String, String> values = new HashMap<>();
        String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT name, coalesce(value, '') FROM duckdb_settings() WHERE name IN (" + marks + ")")) {
            bind(statement, names);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return values;
    }

    private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}

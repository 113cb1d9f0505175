package dev.floe.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens a database in memory, asks for one row, and ends. */
public final class OpenDuckDb {
    private OpenDuckDb() {}

    /**
     * Entry point.
     *
     * @param arguments none
     * @throws SQLException if that is not possible
     */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }
}

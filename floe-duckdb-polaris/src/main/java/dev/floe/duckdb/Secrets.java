package dev.floe.duckdb;

import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes the temporary DuckDB secrets away that floe made. */
final class Secrets {
    private Secrets() {}

    static void drop(Connection own, String name) throws SQLException {
        Queries.run(own, "DROP TEMPORARY SECRET IF EXISTS " + Sql.identifier(name));
    }

    /** Drops every secret that was made for an alias, also one that another attacher made. */
    static void dropAll(Connection own, String alias) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = own.prepareStatement(
                "SELECT name FROM duckdb_secrets() WHERE starts_with(name, ?) OR starts_with(name, ?)")) {
            statement.setString(1, StorageSecret.prefix(alias));
            statement.setString(2, HttpSecret.prefix(alias));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        for (String name : names) {
            drop(own, name);
        }
    }
}

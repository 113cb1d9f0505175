package dev.floe.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A dbt-shaped project in a temporary folder, on a DuckDB file beside it. */
public final class TestProject {
    private final Path folder;
    private final Path database;

    /** An empty project called {@code shop} with a profiles.yml. */
    public TestProject(Path parent) {
        this.folder = parent.resolve("shop");
        this.database = parent.resolve("shop.duckdb");
        file("dbt_project.yml", "name: shop\nprofile: shop\n");
        file("profiles.yml", """
                shop:
                  target: dev
                  outputs:
                    dev:
                      type: duckdb
                      path: %s
                      threads: 3
                """.formatted(database));
    }

    public TestProject file(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public TestProject model(String name, String sql) {
        return file("models/" + name + ".sql", sql);
    }

    public Path folder() {
        return folder;
    }

    public Path database() {
        return database;
    }

    public FloePipeline.Builder pipeline() {
        return FloePipeline.builder().project(folder).environment(Map.of());
    }

    public RunResult run() {
        return pipeline().build().run();
    }

    /** Runs a query on the database file after the run has let it go. */
    public List<List<String>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.add(results.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

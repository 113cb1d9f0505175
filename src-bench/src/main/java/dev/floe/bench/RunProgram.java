package dev.floe.bench;

import dev.floe.models.FloePipeline;
import dev.floe.models.RunEvent;
import dev.floe.models.RunListener;
import dev.floe.models.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two ways of one run, in turns, in a JVM of its own, each time on a new database in memory; prints the milliseconds of each turn: of the
 * first way, a blank, of the second. The turns to warm up are not printed.
 */
public final class RunProgram {
    private static final int CHAIN = 100;

    private final Path folder;

    private RunProgram(Path folder) {
        this.folder = folder;
    }

    /** One of two ways. */
    private interface Way {
        void run(Connection connection) throws SQLException;
    }

    /**
     * Entry point.
     *
     * @param arguments {@code statements} (the shop built by floe; its statements by JDBC alone) or {@code listener} (models with and without
     *     a listener); an empty folder; how many turns to warm up; how many to measure
     * @throws Exception if a run fails
     */
    public static void main(String[] arguments) throws Exception {
        RunProgram program = new RunProgram(Path.of(arguments[1]));
        int warm = Integer.parseInt(arguments[2]);
        int measured = Integer.parseInt(arguments[3]);
        if (arguments[0].equals("statements")) {
            Shop.write(program.folder);
            List<String> statements = program.statements();
            program.turns(warm, measured, program::build, connection -> replay(connection, statements));
        } else {
            program.chain();
            program.turns(
                    warm, measured, connection -> program.run(connection, Optional.of(new Telling())), program::build);
        }
    }

    private void turns(int warm, int measured, Way one, Way other) throws SQLException {
        for (int turn = -warm; turn < measured; turn++) {
            // Whichever comes first finds the caches colder.
            double first = turn % 2 == 0 ? millis(one) : -1;
            double second = millis(other);
            first = first < 0 ? millis(one) : first;
            if (turn >= 0) {
                System.out.println(first + " " + second);
            }
        }
    }

    private static double millis(Way way) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            way.run(connection);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private void build(Connection connection) {
        run(connection, Optional.empty());
    }

    private void run(Connection connection, Optional<RunListener> listener) {
        FloePipeline.Builder pipeline = FloePipeline.builder()
                .project(folder)
                .profilesFolder(folder)
                .connection(connection)
                .threads(1);
        listener.ifPresent(pipeline::listener);
        RunResult result = pipeline.build().run();
        if (!result.success()) {
            throw new IllegalStateException(String.valueOf(result.failed()));
        }
    }

    /** What floe sends, as DuckDB itself logs it. */
    private List<String> statements() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("call enable_logging('QueryLog')");
            build(connection);
            statement.execute("call disable_logging()");
            try (ResultSet log = statement.executeQuery(
                    "select message from duckdb_logs where type = 'QueryLog' order by timestamp")) {
                while (log.next()) {
                    if (!log.getString(1).contains("able_logging")) {
                        statements.add(log.getString(1));
                    }
                }
            }
        }
        return statements;
    }

    private static void replay(Connection connection, List<String> statements) throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                if (statement.execute(sql)) {
                    try (ResultSet results = statement.getResultSet()) {
                        int columns = results.getMetaData().getColumnCount();
                        while (results.next()) {
                            for (int i = 1; i <= columns; i++) {
                                results.getObject(i);
                            }
                        }
                    }
                }
            }
        }
    }

    /** Models that each read the one before. */
    private void chain() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("dbt_project.yml"), "name: chain\nprofile: chain\n");
        Files.writeString(
                folder.resolve("profiles.yml"),
                "chain: {target: dev, outputs: {dev: {type: duckdb, path: ':memory:'}}}\n");
        for (int i = 0; i < CHAIN; i++) {
            String from = i == 0 ? "range(1000) t(id)" : "{{ ref('model_" + (i - 1) + "') }}";
            Files.writeString(
                    models.resolve("model_" + i + ".sql"),
                    "{{ config(materialized='table') }}\nselect id, id % " + (i + 2) + " as rest from " + from + "\n");
        }
    }

    /** Makes a line of every event, as a listener that writes a log does. */
    private static final class Telling implements RunListener {
        private final StringBuilder log = new StringBuilder();

        @Override
        public void onEvent(RunEvent event) {
            log.append(event).append('\n');
        }
    }
}

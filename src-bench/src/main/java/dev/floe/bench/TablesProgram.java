package dev.floe.bench;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.DuckDbSettings;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes tables of an Iceberg catalog in a JVM of its own, and prints what it took. */
public final class TablesProgram {
    /** Who logs in. */
    static final String CLIENT = "bench";

    private static final List<String> NAMESPACE = List.of("bench");
    private static final int SMALL = 1_000;

    private final DuckDbSession session;

    private TablesProgram(DuckDbSession session) {
        this.session = session;
    }

    /**
     * Entry point.
     *
     * @param arguments the catalog's address and warehouse, what to do, and its numbers: {@code large ROWS TURNS FOLDER} (milliseconds of a bare
     *     COPY into the folder and of a replacement, one pair a line), {@code small TURNS} (of replacing one table), {@code many TABLES} (of
     *     creating tables one after the other), {@code memory ROWS} (the process's peak in MiB after a replacement), {@code start WAY}
     *     (of what a first write waits for: {@code attach}, {@code after} or {@code beside}; and the classes loaded)
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        IcebergRestCatalog catalog = catalog(URI.create(arguments[0]), arguments[1]);
        if (arguments[2].equals("start")) {
            start(catalog, arguments[3]);
            return;
        }
        DuckDbSession.Builder duckdb = DuckDbSession.builder();
        if (arguments[2].equals("memory")) {
            duckdb.settings(DuckDbSettings.none().withThreads(2).withMemoryLimit("512MB"));
        }
        try (DuckDbSession session = duckdb.build();
                IcebergTables tables = IcebergTables.open(catalog, session, Redactor.none())) {
            TablesProgram program = new TablesProgram(session);
            tables.ensureNamespace(NAMESPACE);
            int number = Integer.parseInt(arguments[3]);
            switch (arguments[2]) {
                case "large" -> program.large(tables, number, Integer.parseInt(arguments[4]), Path.of(arguments[5]));
                case "small" -> program.small(tables, number);
                case "many" -> program.many(tables, number);
                case "memory" -> program.memory(tables, number);
                default -> throw new IllegalArgumentException(arguments[2]);
            }
        }
    }

    private static IcebergRestCatalog catalog(URI uri, String warehouse) {
        Secret client = Secret.of("client", () -> CLIENT);
        return IcebergRestCatalog.polaris(uri, warehouse, client, client);
    }

    private static String rows(long count) {
        return "SELECT i, i % 99991 AS customer, (hash(i) % 1000000)::BIGINT / 100 AS amount, DATE '2020-01-01' + (i % 2000)::INTEGER AS day,"
                + " 'order ' || (hash(i) % 100000) AS note FROM range(" + count + ") r(i)";
    }

    private void large(IcebergTables tables, int count, int turns, Path folder) throws SQLException, IOException {
        TableName table = new TableName(NAMESPACE, "large");
        for (int turn = -1; turn < turns; turn++) {
            // Whichever comes first finds the caches colder.
            double copied = turn % 2 == 0 ? copy(count, folder) : 0;
            long start = System.nanoTime();
            replace(tables, table, rows(count));
            double replaced = millisSince(start);
            copied = turn % 2 == 0 ? copied : copy(count, folder);
            if (turn >= 0) {
                System.out.println(copied + " " + replaced);
            }
            // What is left of one turn would fill the disk in the end.
            Path place = Path.of(
                    URI.create(tables.state(table).orElseThrow().location().replaceFirst("^file:/*", "file:///")));
            tables.drop(table);
            Processes.delete(place);
        }
    }

    private double copy(int count, Path folder) throws SQLException, IOException {
        long start = System.nanoTime();
        try (Connection connection = session.open();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + rows(count) + ") TO " + Sql.literal(folder.toString())
                    + " (FORMAT parquet, PER_THREAD_OUTPUT)");
        }
        double took = millisSince(start);
        Processes.delete(folder);
        return took;
    }

    private void small(IcebergTables tables, int turns) {
        TableName table = new TableName(NAMESPACE, "small");
        for (int turn = 0; turn < turns; turn++) {
            long start = System.nanoTime();
            replace(tables, table, rows(SMALL));
            System.out.println(millisSince(start));
        }
    }

    private void many(IcebergTables tables, int count) {
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            replace(tables, new TableName(NAMESPACE, "many_" + i), rows(SMALL));
            System.out.println(millisSince(start));
        }
    }

    private void memory(IcebergTables tables, int count) throws IOException {
        replace(tables, new TableName(NAMESPACE, "memory_" + count), rows(count));
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                System.out.println(Long.parseLong(line.replaceAll("\\D", "")) / 1024.0);
            }
        }
    }

    /** What a program does before its first write: DuckDB with its extensions and the catalog attached, and the session for commits. */
    private static void start(IcebergRestCatalog catalog, String way) throws SQLException {
        int before = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        long start = System.nanoTime();
        try (DuckDbSession session = DuckDbSession.builder()
                        .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                        .build();
                IcebergTables tables = IcebergTables.open(catalog, session, Redactor.none())) {
            CompletableFuture<Void> beside = CompletableFuture.completedFuture(null);
            if (way.equals("beside")) {
                beside = CompletableFuture.runAsync(tables::connect);
            }
            try (Connection connection = session.open()) {
                PolarisAttacher.builder(catalog)
                        .placement(CredentialPlacement.TEMPORARY_SECRET)
                        .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                        .build()
                        .attach(connection);
            }
            if (way.equals("after")) {
                tables.connect();
            }
            beside.join();
            System.out.println(millisSince(start) + " "
                    + (ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - before));
        }
    }

    private static void replace(IcebergTables tables, TableName table, String select) {
        try (StagedWrite staged =
                tables.stage(TableWrite.builder(table).select(select).build())) {
            staged.commit();
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}

package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.TableMaintenance;
import dev.floe.iceberg.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are started and cancelled at random moments, all in one JVM: what is there after the last is what was there after the fifth,
 * and every table is whole. How many is said by {@code -Dfloe.test.cancelled-runs=500}, where they begin by {@code -Dfloe.test.seed}.
 */
class CancelledRunsTest {
    private static final int RUNS = Integer.getInteger("floe.test.cancelled-runs", 12);
    private static final int WARM = 5;
    private static final long SEED = Long.getLong("floe.test.seed", System.nanoTime());

    private static final Pattern KEPT = Pattern.compile(
            "main|Common-Cleaner|Finalizer|Reference Handler|Signal Dispatcher"
                    + "|Notification Thread|ForkJoinPool.*|HTTP-Dispatcher|iceberg-worker-pool-.*|auth-session-refresh-.*"
                    + "|idle-timeout-task|floe-embedded-catalog-.*|surefire.*|process reaper.*|JNA Cleaner|junit.*|Attach Listener");

    /** As long as a run that nobody cancels takes, more or less; found out by the first. */
    private long whole;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    /** What a process holds. */
    private record Held(Set<String> threads, Map<String, Long> descriptors, Set<String> files, String databases) {}

    private TestProject project() {
        return new TestProject(folder)
                .file("seeds/s.csv", "id,name\n1,a\n2,b\n")
                .model("base", "select range as id, range % 7 as g from range(200000)")
                .model("big", "{{ config(materialized='table') }} select id, g from {{ ref('base') }}")
                .model(
                        "sums",
                        "{{ config(materialized='table') }} select g, count(*) as n from {{ ref('big') }} group by g order by g")
                .model(
                        "kept",
                        "{{ config(materialized='incremental', unique_key='g', incremental_strategy='delete+insert') }}"
                                + " select g, n from {{ ref('sums') }}")
                .file("models/schema.yml", """
                        models:
                          - name: big
                            columns:
                              - name: id
                                data_tests: [not_null]
                        """);
    }

    @Test
    void leaveADatabaseFileWholeAndNothingBehind() throws Exception {
        TestProject project = project();
        Path database = project.database();
        Held early = null;
        for (int run = 1; run <= RUNS; run++) {
            cancel(project.pipeline().build(), run);
            // Another configuration is refused as long as anybody has the file open.
            try (Connection connection = open(database)) {
                whole(connection, "main");
            }
            if (run == WARM) {
                early = held("");
            }
        }
        assertSame(early, held(""));
    }

    @Test
    void leaveTablesOfACatalogWholeAndNothingBehind() throws Exception {
        TestProject project = project();
        Held early = null;
        try (TestCatalog catalog = new TestCatalog();
                Connection callers = DriverManager.getConnection("jdbc:duckdb:")) {
            FloePipeline pipeline =
                    catalog.pipeline(project, "cancelled").connection(callers).build();
            for (int run = 1; run <= RUNS; run++) {
                cancel(pipeline, run);
                if (run == WARM) {
                    early = held(databases(callers));
                }
            }
            assertSame(early, held(databases(callers)));
            for (String table : List.of("big", "sums", "kept", "s")) {
                String exists = catalog.query("select count(*) from (show all tables) where name = '" + table + "'")
                        .get(0)
                        .get(0);
                if (!exists.equals("0")) {
                    // Rows are changed by DuckDB's own statements, which leave the files of what is rolled back (DuckDB
                    // 1.5.5).
                    if (!table.equals("kept")) {
                        assertNoOrphans(catalog, table);
                    }
                    assertThat(catalog.query("select count(*) from polaris_catalog.cancelled." + table)
                                    .get(0)
                                    .get(0))
                            .as(table)
                            .isEqualTo(rows(table));
                }
            }
        }
    }

    /**
     * Data of writes that were cancelled would be old enough to be told. A commit that is cancelled while Iceberg writes its metadata may
     * leave a manifest that nobody refers to, as a crash does; the removal of orphans takes it.
     */
    private static void assertNoOrphans(TestCatalog catalog, String table) throws IOException {
        try (Stream<Path> files = Files.walk(catalog.storage())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            }
        }
        try (IcebergTables tables = catalog.tables()) {
            assertThat(tables.maintenance()
                            .orphans(TableName.of("cancelled", table), TableMaintenance.MIN_ORPHAN_AGE, true)
                            .files())
                    .filteredOn(file -> file.location().endsWith(".parquet"))
                    .as("files of %s, seed %s", table, SEED)
                    .isEmpty();
        }
    }

    private static String rows(String table) {
        return switch (table) {
            case "big" -> "200000";
            case "s" -> "2";
            default -> "7";
        };
    }

    private void cancel(FloePipeline pipeline, int number) {
        long start = System.nanoTime();
        try (RunHandle run = pipeline.start()) {
            if (number == 1) {
                assertThat(run.await().success()).as("seed %s", SEED).isTrue();
                whole = System.nanoTime() - start;
            } else {
                run.await(Duration.ofNanos(1 + (long) (random.nextDouble() * whole)));
                run.cancel();
            }
        }
    }

    private static Connection open(Path database) throws SQLException {
        Properties another = new Properties();
        another.setProperty("preserve_insertion_order", "false");
        return DriverManager.getConnection("jdbc:duckdb:" + database, another);
    }

    private static void whole(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(statement, schema)) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + schema + "." + table)) {
                    count.next();
                    assertThat(count.getString(1))
                            .as("%s, seed %s", table, SEED)
                            .isEqualTo(rows(table));
                }
            }
        }
    }

    private static Set<String> tables(Statement statement, String schema) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet rows =
                statement.executeQuery("select table_name from duckdb_tables() where schema_name = '" + schema + "'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String databases(Connection callers) throws SQLException {
        try (Statement statement = callers.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select (select string_agg(database_name, ' ')"
                                + " from duckdb_databases() where not internal) || ' ' || (select count(*) from duckdb_secrets())")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Held held(String databases) throws Exception {
        Set<String> threads = threads();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!threads.isEmpty() && System.nanoTime() < end) {
            // A client of JDK 17's, with its thread and descriptors, ends when nobody can reach it any more.
            System.gc();
            threads = threads();
        }
        return new Held(threads, descriptors(), files(), databases);
    }

    /** Threads that others left before, in the same JVM. */
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    /** Threads that are neither the JVM's, nor of the pools that Iceberg and the JDK keep for the process, nor the test's catalog's. */
    private Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.equals(Thread.currentThread()) && !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !KEPT.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is open, by what it is; jars and the JVM's own files are opened whenever it pleases. */
    private static Map<String, Long> descriptors() throws IOException {
        Path self = Path.of("/proc/self/fd");
        if (!Files.isDirectory(self)) {
            return new TreeMap<>();
        }
        try (Stream<Path> open = Files.list(self)) {
            return open.map(CancelledRunsTest::target)
                    .filter(target -> !target.endsWith(".jar") && !target.startsWith("/proc"))
                    .map(target -> target.replaceFirst(":\\[.*", ""))
                    .collect(Collectors.groupingBy(target -> target, TreeMap::new, Collectors.counting()));
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "/proc/gone";
        }
    }

    /** The project's files, and those that floe's DuckDB instances have for themselves. */
    private Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder);
                Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            all.filter(Files::isRegularFile).forEach(file -> files.add(file.toString()));
            String own = "floe-duckdb-" + ProcessHandle.current().pid() + "-";
            temporary
                    .filter(each -> each.getFileName().toString().startsWith(own))
                    .forEach(each -> files.add(own));
        }
        return files;
    }

    private static void assertSame(Held early, Held late) {
        assertThat(late.threads()).as("threads, seed %s", SEED).isEmpty();
        assertThat(late.descriptors()).as("open files, seed %s", SEED).isEqualTo(early.descriptors());
        assertThat(late.files()).as("files, seed %s", SEED).isEqualTo(early.files());
        assertThat(late.databases()).as("databases, seed %s", SEED).isEqualTo(early.databases());
    }
}

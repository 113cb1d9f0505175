package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.duckdb.Sql;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.OrphanFiles;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableSnapshot;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that replace a table and are killed at any moment: the table is always the old one or the new one. The system property {@code
 * floe.kills} says how many are killed.
 */
class KilledWriterIT {
    private static final int KILLS = Integer.getInteger("floe.kills", 20);

    /** As many processes at once, each with a table of its own. */
    private static final int LANES = 2;

    @TempDir
    private Path folder;

    private final String namespace = "floe_" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_table_is_old_or_new_whenever_its_writer_is_killed() throws Exception {
        TwoTierFiles files = TwoTierFiles.write(folder, CatalogUnderTest.get(), "default");
        try (AttachedFixture fixture = new AttachedFixture(files.load());
                IcebergTables tables = IcebergTables.open(fixture.catalog(), fixture.session(), fixture.redactor())) {
            tables.ensureNamespace(List.of(namespace));
            ExecutorService pool = Executors.newFixedThreadPool(LANES);
            try {
                List<Future<?>> lanes = new ArrayList<>();
                for (int lane = 0; lane < LANES; lane++) {
                    TableName table = TableName.of(namespace, "lane" + lane);
                    long seed = System.nanoTime();
                    lanes.add(pool.submit(() -> {
                        Random random = new Random(seed);
                        for (int i = 0; i < KILLS / LANES; i++) {
                            kill(files, table, random.nextInt(300));
                            check(fixture, tables, table);
                        }
                        return null;
                    }));
                }
                for (Future<?> lane : lanes) {
                    lane.get();
                }
            } finally {
                pool.shutdownNow();
            }
            for (int lane = 0; lane < LANES; lane++) {
                TableName table = TableName.of(namespace, "lane" + lane);
                KilledWriter.replace(tables, table);
                check(fixture, tables, table);
                tidy(fixture, tables, table);
            }
        }
    }

    /** Kills a writer some time after its first replacement, in the middle of another one, with SIGKILL. */
    private void kill(TwoTierFiles files, TableName table, long millis) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        files.directory().toString(),
                        table.namespace().get(0),
                        table.name())
                .redirectErrorStream(true);
        builder.environment().putAll(files.environment());
        builder.environment()
                .put(
                        DuckDbExtensionRepository.SETTING,
                        DuckDbExtensionRepository.locate().toString());
        builder.environment().putAll(CatalogUnderTest.get().asGiven());
        Process process = builder.start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder said = new StringBuilder();
            for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
                assertThat(line).as("The writer ended:\n%s", said).isNotNull();
                said.append(line).append('\n');
            }
            process.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
    }

    private static void check(AttachedFixture fixture, IcebergTables tables, TableName table) throws SQLException {
        if (tables.state(table).isEmpty()) {
            return;
        }
        assertThat(ask(
                        fixture,
                        "SELECT count(*) || '|' || count(DISTINCT generation) || '|' || count(DISTINCT i) FROM "
                                + Sql.qualified(
                                        fixture.alias(), table.namespace().get(0), table.name())))
                .isEqualTo(KilledWriter.ROWS + "|1|" + KilledWriter.ROWS);
    }

    /** What the killed ones left behind is found and removed, and nothing that is needed. */
    private static void tidy(AttachedFixture fixture, IcebergTables tables, TableName table)
            throws IOException, SQLException {
        String location = tables.state(table).orElseThrow().location();
        if (!location.startsWith("file:")) {
            System.out.println("[floe-it] orphans not looked for: files of an object store cannot be made old");
            return;
        }
        Path place = Path.of(location.replaceFirst("^file:/*", "/"));
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(4)));
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
        OrphanFiles orphans = tables.maintenance().orphans(table, Duration.ofDays(3), false);
        System.out.println("[floe-it] " + table + ": "
                + tables.maintenance().snapshots(table).size() + " snapshots, "
                + orphans.files().size() + " orphans of killed writers removed");
        assertThat(orphans.left()).isEmpty();
        assertThat(tables.maintenance().orphans(table, Duration.ofDays(3), true).files())
                .isEmpty();
        check(fixture, tables, table);
        for (TableSnapshot snapshot : tables.maintenance().snapshots(table)) {
            assertThat(ask(
                            fixture,
                            "SELECT count(*) FROM "
                                    + Sql.qualified(
                                            fixture.alias(), table.namespace().get(0), table.name())
                                    + " AT (VERSION => " + snapshot.id() + ")"))
                    .isEqualTo(String.valueOf(KilledWriter.ROWS));
        }
        try (Stream<Path> data = Files.walk(place.resolve("data"))) {
            long kept = data.filter(Files::isRegularFile).count();
            assertThat(kept)
                    .isGreaterThanOrEqualTo(
                            tables.maintenance().snapshots(table).size());
        }
    }

    private static String ask(AttachedFixture fixture, String sql) throws SQLException {
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

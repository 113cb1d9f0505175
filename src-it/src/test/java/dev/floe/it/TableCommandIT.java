package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.cli.FloeCommand;
import dev.floe.iceberg.CommitResult;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code floe table}, as somebody at a shell uses it. */
class TableCommandIT {
    @TempDir
    private Path folder;

    @Test
    void a_table_is_looked_at_compacted_expired_and_rolled_back() throws Exception {
        TableName table = TableName.of("floe_" + UUID.randomUUID().toString().substring(0, 8), "orders");
        TwoTierFiles files = TwoTierFiles.write(folder, CatalogUnderTest.get(), "default");
        CommitResult first = write(files, table);

        assertThat(floe(files, 0, "compact", table.toString())).contains("2 files", "are 1 now");
        assertThat(floe(files, 0, "expire", table.toString(), "--older-than=0m", "--keep=2"))
                .contains(first.snapshotId() + "  ", "1 snapshots would expire");
        assertThat(floe(files, 0, "rollback", table.toString(), "--to=" + first.snapshotId()))
                .contains("is at snapshot " + first.snapshotId());
        assertThat(floe(files, 2, "orphans", table.toString(), "--older-than=5m"))
                .contains("too young");
    }

    private static CommitResult write(TwoTierFiles files, TableName table) throws SQLException {
        try (AttachedFixture fixture = new AttachedFixture(files.load());
                IcebergTables tables = IcebergTables.open(fixture.catalog(), fixture.session(), fixture.redactor())) {
            tables.ensureNamespace(table.namespace());
            CommitResult first = append(tables, table);
            append(tables, table);
            return first;
        }
    }

    private static CommitResult append(IcebergTables tables, TableName table) {
        try (StagedWrite staged = tables.stage(TableWrite.builder(table)
                .select("SELECT 1 AS id")
                .mode(TableWrite.Mode.APPEND)
                .build())) {
            return staged.commit();
        }
    }

    /** What the command prints, on both streams. */
    private static String floe(TwoTierFiles files, int exit, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FloeCommand.class.getName(),
                "table"));
        command.addAll(List.of(arguments));
        command.add("--project-dir=" + files.directory());
        command.add("--platform-file=" + files.platformFile());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(files.environment());
        builder.environment()
                .put(
                        DuckDbExtensionRepository.SETTING,
                        DuckDbExtensionRepository.locate().toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exit);
        return output;
    }
}

package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link TableMaintenance} promises of every catalog. A subclass says which. */
public abstract class MaintenanceContract extends CatalogContract {
    private static final Map<String, String> BY = Map.of(TableWrite.RUN_ID, "maintenance-1");

    @Nested
    class Compaction {

        @Test
        void writes_small_files_together_and_keeps_the_rows_and_the_history() throws SQLException {
            long first = replace("SELECT 0 AS id, 'x' AS name").snapshotId();
            for (int i = 1; i < 6; i++) {
                append("SELECT " + i + " AS id, 'x' AS name");
            }
            CompactionResult result = compact();

            assertThat(result.filesBefore()).isEqualTo(6);
            assertThat(result.filesAfter()).isEqualTo(1);
            assertThat(result.rows()).isEqualTo(6);
            assertThat(result.bytesBefore()).isGreaterThan(result.bytesAfter());
            assertThat(files()).isEqualTo(1);
            assertThat(rows("SELECT string_agg(id, ',' ORDER BY id) FROM " + sql()))
                    .containsExactly("0,1,2,3,4,5");
            assertThat(rows("SELECT count(*) FROM " + sql() + " AT (VERSION => " + first + ")"))
                    .containsExactly("1");
            TableSnapshot snapshot =
                    tables.state(table).orElseThrow().snapshot().orElseThrow();
            assertThat(snapshot.operation()).isEqualTo("replace");
            assertThat(snapshot.runId()).contains("maintenance-1");
        }

        @Test
        void has_nothing_to_do_after_itself() {
            replace("SELECT 1 AS id");
            append("SELECT 2 AS id");
            assertThat(compact().snapshotId()).isPresent();
            CompactionResult again = compact();
            assertThat(again.snapshotId()).isEmpty();
            assertThat(again.filesBefore()).isZero();
        }

        @Test
        void takes_deleted_rows_out_for_good() throws SQLException {
            replace("SELECT i AS id FROM range(100) r(i)");
            execute("DELETE FROM " + sql() + " WHERE id % 2 = 0");
            CompactionResult result = compact();

            assertThat(result.rows()).isEqualTo(50);
            assertThat(result.deleteFiles()).isEqualTo(1);
            assertThat(rows("SELECT count(*), min(id) FROM " + sql())).containsExactly("50|1");
            assertThat(rows("SELECT count(*) FROM iceberg_metadata(" + sql()
                            + ") WHERE status <> 'DELETED' AND manifest_content = 'DELETE'"))
                    .containsExactly("0");
        }

        @Test
        void goes_partition_by_partition() throws SQLException {
            partitioned("SELECT i AS id, i % 3 AS p FROM range(30) r(i)");
            append("SELECT 100 AS id, 1 AS p");
            CompactionResult result = compact();

            assertThat(result.filesBefore()).isEqualTo(2);
            assertThat(result.filesAfter()).isEqualTo(1);
            assertThat(files()).isEqualTo(3);
            assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE p = 1")).containsExactly("11");
        }

        @Test
        void leaves_large_files_alone() throws SQLException {
            commit(write("SELECT i AS id, hash(i)::VARCHAR AS h FROM range(20000) r(i)")
                    .layout(new TableLayout(List.of(), List.of(), Map.of("write.target-file-size-bytes", "50000")))
                    .build());
            int before = files();
            append("SELECT 1 AS id, 'a' AS h");
            append("SELECT 2 AS id, 'b' AS h");
            CompactionResult result = compact();

            assertThat(result.filesBefore()).isBetween(2, 3);
            assertThat(files()).isBetween(before, before + 1);
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("20002");
        }

        @Test
        void works_where_a_column_is_named_as_DuckDB_names_files() throws SQLException {
            replace("SELECT 1 AS id, 'a' AS filename");
            append("SELECT 2 AS id, 'b' AS filename");
            assertThat(compact().filesAfter()).isEqualTo(1);
            assertThat(rows("SELECT filename FROM " + sql() + " ORDER BY id")).containsExactly("a", "b");
            assertThat(compact().snapshotId()).isEmpty();
        }

        @Test
        void of_a_table_without_rows_or_without_a_snapshot_does_nothing() throws SQLException {
            replace("SELECT 1 AS id WHERE false");
            assertThat(compact().snapshotId()).isEmpty();
            freshTable();
            tables.makeFolders(table);
            execute("CREATE TABLE " + sql() + " (id INTEGER)");
            assertThat(compact().snapshotId()).isEmpty();
        }
    }

    @Nested
    class Expiry {

        @Test
        void gives_up_old_snapshots_and_the_files_that_only_they_need() throws SQLException {
            replace("SELECT 1 AS id");
            replace("SELECT 2 AS id");
            long kept = replace("SELECT 3 AS id").snapshotId();

            ExpiryResult plan = tables.maintenance().expire(table, Duration.ZERO, 1, true);
            assertThat(plan.snapshots()).hasSize(2);
            assertThat(plan.removed()).isEmpty();
            assertThat(tables.maintenance().snapshots(table)).hasSize(3);

            ExpiryResult done = tables.maintenance().expire(table, Duration.ZERO, 1, false);
            assertThat(done.snapshots()).isEqualTo(plan.snapshots());
            assertThat(done.removed().size() + done.left().size()).isGreaterThanOrEqualTo(6);
            assertThat(done.removed()).allMatch(file -> !exists(file));
            assertThat(tables.maintenance().snapshots(table))
                    .extracting(TableSnapshot::id)
                    .containsExactly(kept);
            assertThat(rows("SELECT id FROM " + sql())).containsExactly("3");
            replace("SELECT 4 AS id");
            assertThat(rows("SELECT id FROM " + sql())).containsExactly("4");
        }

        @Test
        void keeps_files_that_later_snapshots_share() throws SQLException {
            replace("SELECT 1 AS id");
            append("SELECT 2 AS id");
            append("SELECT 3 AS id");
            tables.maintenance().expire(table, Duration.ZERO, 1, false);
            assertThat(rows("SELECT sum(id) FROM " + sql())).containsExactly("6");
        }

        @Test
        void keeps_what_is_young_or_among_the_last() {
            replace("SELECT 1 AS id");
            replace("SELECT 2 AS id");
            assertThat(tables.maintenance()
                            .expire(table, Duration.ofDays(1), 1, false)
                            .snapshots())
                    .isEmpty();
            assertThat(tables.maintenance().snapshots(table)).hasSize(2);
            assertThatThrownBy(() -> tables.maintenance().expire(table, Duration.ZERO, 0, true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Orphans {

        @Test
        void are_what_writes_that_never_committed_left_behind_and_nothing_else() throws Exception {
            partitioned("SELECT i AS id, i % 3 AS p FROM range(30) r(i)");
            append("SELECT 7 AS id, 1 AS p");
            execute("DELETE FROM " + sql() + " WHERE id = 3");
            replace("SELECT i AS id, i % 3 AS p FROM range(9) r(i)");
            List<String> lost;
            OrphanFiles found;
            OrphanFiles done;
            // As if the process had been killed: neither committed nor discarded.
            try (StagedWrite staged = tables.stage(
                    write("SELECT i AS id, 1 AS p FROM range(5) r(i)").build())) {
                lost = staged.files();
                if (!age()) {
                    return;
                }
                found = tables.maintenance().orphans(table, Duration.ofHours(2), true);
                assertThat(lost).allMatch(MaintenanceContract.this::exists);
                done = tables.maintenance().orphans(table, Duration.ofHours(2), false);
            }
            assertThat(found.files())
                    .extracting(file -> name(file.location()))
                    .containsExactlyInAnyOrderElementsOf(
                            lost.stream().map(MaintenanceContract::name).toList());
            assertThat(found.removed()).isEmpty();
            assertThat(found.left()).isEqualTo(found.files());
            assertThat(done.files()).isEqualTo(found.files());
            assertThat(done.left()).isEmpty();
            assertThat(done.bytes()).isPositive();
            assertThat(lost).noneMatch(MaintenanceContract.this::exists);
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("9");
            for (TableSnapshot snapshot : tables.maintenance().snapshots(table)) {
                assertThat(rows("SELECT count(*) > 0 FROM " + sql() + " AT (VERSION => " + snapshot.id() + ")"))
                        .containsExactly("true");
            }
        }

        @Test
        void are_not_files_of_a_write_that_may_still_commit() throws SQLException {
            replace("SELECT 1 AS id");
            try (StagedWrite staged = tables.stage(write("SELECT 2 AS id").build())) {
                assertThat(tables.maintenance()
                                .orphans(table, TableMaintenance.MIN_ORPHAN_AGE, false)
                                .files())
                        .isEmpty();
                staged.commit();
            }
            assertThat(rows("SELECT id FROM " + sql())).containsExactly("2");
            assertThatThrownBy(() -> tables.maintenance().orphans(table, Duration.ofMinutes(5), true))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        /** Makes all files old; only local ones can be. */
        private boolean age() throws IOException {
            Optional<Path> folder = folder(tables.state(table).orElseThrow().location());
            if (folder.isEmpty()) {
                System.out.println("Not tried: files of an object store cannot be made old");
                return false;
            }
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
            try (var files = Files.walk(folder.get())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.setLastModifiedTime(file, old);
                }
            }
            return true;
        }
    }

    @Nested
    class A_rollback {

        @Test
        void makes_an_earlier_snapshot_the_current_one_with_its_columns() throws SQLException {
            CommitResult first = replace("SELECT 1 AS id, 'a' AS name");
            append("SELECT 2 AS id, 'b' AS name");
            CommitResult last = replace("SELECT 'z' AS other");

            TableState state = tables.maintenance().rollback(table, first.snapshotId());

            assertThat(state.snapshotId()).contains(first.snapshotId());
            assertThat(state.columns()).extracting(Column::name).containsExactly("id", "name");
            assertThat(rows("SELECT id, name FROM " + sql())).containsExactly("1|a");
            append("SELECT 3 AS id, 'c' AS name");
            assertThat(rows("SELECT id FROM " + sql() + " ORDER BY id")).containsExactly("1", "3");
            execute("INSERT INTO " + sql() + " VALUES (4, 'd')");
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("3");
            tables.maintenance().rollback(table, last.snapshotId());
            assertThat(rows("SELECT * FROM " + sql())).containsExactly("z");
        }

        @Test
        void from_a_partitioned_table_to_one_without_that_column() throws SQLException {
            CommitResult first = replace("SELECT 1 AS id");
            partitioned("SELECT 2 AS id, 3 AS p");
            tables.maintenance().rollback(table, first.snapshotId());
            append("SELECT 5 AS id");
            assertThat(rows("SELECT sum(id) FROM " + sql())).containsExactly("6");
        }

        @Test
        void survives_an_expiry_of_what_was_rolled_back() throws SQLException {
            CommitResult first = replace("SELECT i AS id FROM range(10) r(i)");
            commit(write("SELECT 99 AS id").overwrite("id < 5").build());
            tables.maintenance().rollback(table, first.snapshotId());
            append("SELECT 10 AS id");
            tables.maintenance().expire(table, Duration.ZERO, 1, false);
            assertThat(rows("SELECT count(*), max(id) FROM " + sql())).containsExactly("11|10");
        }

        @Test
        void is_refused_to_a_snapshot_that_is_not_there() {
            replace("SELECT 1 AS id");
            IcebergException e = catchThrowableOfType(
                    IcebergException.class, () -> tables.maintenance().rollback(table, 42));
            assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_NOT_FOUND);
            assertThat(e).hasMessageContaining("42");
        }
    }

    @Test
    void a_table_that_is_not_there_is_said_so() {
        for (Runnable act : List.<Runnable>of(
                () -> compact(),
                () -> tables.maintenance().snapshots(table),
                () -> tables.maintenance().expire(table, Duration.ZERO, 1, true),
                () -> tables.maintenance().orphans(table, Duration.ofDays(1), true),
                () -> tables.maintenance().rollback(table, 1))) {
            assertThatThrownBy(act::run)
                    .isInstanceOfSatisfying(
                            IcebergException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NOT_FOUND))
                    .hasMessageContaining(table.toString());
        }
    }

    private CompactionResult compact() {
        return tables.maintenance().compact(table, BY);
    }

    private void partitioned(String select) {
        commit(write(select)
                .layout(new TableLayout(List.of("p"), List.of(), Map.of()))
                .build());
    }

    private int files() throws SQLException {
        return Integer.parseInt(rows("SELECT count(*) FROM iceberg_metadata(" + sql()
                        + ") WHERE status <> 'DELETED' AND manifest_content = 'DATA'")
                .get(0));
    }

    private boolean exists(String location) {
        return folder(location).filter(Files::exists).isPresent();
    }

    private static Optional<Path> folder(String location) {
        return location.startsWith("file:") || location.startsWith("/")
                ? Optional.of(Path.of(location.replaceFirst("^file:/*", "/")))
                : Optional.empty();
    }

    private static String name(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}

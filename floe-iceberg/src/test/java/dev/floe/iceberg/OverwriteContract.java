package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.iceberg.TableWrite.Mode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Mode#OVERWRITE} and {@link Mode#OVERWRITE_PARTITIONS} promise of every catalog. A subclass says which. */
public abstract class OverwriteContract extends CatalogContract {
    private static final String DAYS = "SELECT i AS id, DATE '2026-01-01' + (i // 10)::INTEGER AS day,"
            + " CASE WHEN i % 4 = 0 THEN NULL ELSE 'n' || i END AS name FROM range(50) r(i)";

    @Nested
    class Rows_that_match_a_condition {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "day = DATE '2026-01-02'",
                    "id BETWEEN 15 AND 33",
                    "name IS NULL",
                    "name = 'n7'",
                    "name LIKE 'n1%' OR id IN (SELECT 3 + range FROM range(4))",
                    "id % 7 = 0 -- every seventh",
                    "true",
                    "false",
                    "null",
                })
        void are_replaced_by_the_new_ones_in_one_commit(String condition) throws SQLException {
            partitioned(DAYS, "day");
            CommitResult result = overwrite("SELECT 1000 AS id, DATE '2026-02-01' AS day", condition);

            String stays = "SELECT * FROM (" + DAYS + ") WHERE (" + condition + "\n) IS NOT TRUE";
            assertThat(rows("SELECT id, day, name FROM " + sql() + " ORDER BY id"))
                    .isEqualTo(rows("SELECT id, day, name FROM (" + stays
                            + " UNION ALL SELECT 1000, DATE '2026-02-01', NULL) ORDER BY id"));
            assertThat(result.rows()).isEqualTo(1);
            assertThat(snapshots()).isEqualTo(2);
            assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE day = DATE '2026-01-03'"))
                    .isEqualTo(rows("SELECT count(*) FROM (" + stays + ") WHERE day = DATE '2026-01-03'"));
        }

        @Test
        void that_fill_whole_files_take_these_out_and_leave_the_others_as_they_are() throws SQLException {
            partitioned(DAYS, "day");
            List<String> before = files();
            overwrite("SELECT 11 AS id, DATE '2026-01-02' AS day, 'x' AS name", "day = DATE '2026-01-02'");

            List<String> after = files();
            assertThat(after).hasSize(5);
            assertThat(after).filteredOn(before::contains).hasSize(4);
            assertThat(summary()).containsEntry("added-data-files", "1").containsEntry("deleted-data-files", "1");
        }

        @Test
        void that_lie_in_one_file_make_only_that_one_be_written_again() throws SQLException {
            partitioned(DAYS, "day");
            List<String> before = files();
            overwrite("SELECT 1 AS id, DATE '2026-03-01' AS day WHERE false", "id = 12");

            assertThat(files()).filteredOn(before::contains).hasSize(4);
            assertThat(rows("SELECT count(*), count(*) FILTER (id = 12) FROM " + sql()))
                    .containsExactly("49|0");
        }

        @Test
        void are_told_apart_from_rows_that_were_deleted_natively() throws SQLException {
            partitioned(DAYS, "day");
            execute("DELETE FROM " + sql() + " WHERE id IN (10, 21)");
            overwrite("SELECT 500 AS id", "day = DATE '2026-01-02' OR id = 22");

            assertThat(rows("SELECT count(*), count(*) FILTER (id IN (10, 21, 22)), max(id) FROM " + sql()))
                    .containsExactly("39|0|500");
        }

        @Test
        void are_found_in_columns_that_were_renamed_and_added() throws SQLException {
            replace("SELECT i AS id, 'n' || i AS name FROM range(10) r(i)");
            execute("ALTER TABLE " + sql() + " RENAME COLUMN name TO title");
            execute("ALTER TABLE " + sql() + " ADD COLUMN extra INTEGER");
            overwrite("SELECT 10 AS id, 'ten' AS title, 1 AS extra", "title = 'n3' OR extra IS NOT NULL");

            assertThat(rows("SELECT count(*), count(title), count(extra), count(*) FILTER (title = 'n3') FROM "
                            + sql()))
                    .containsExactly("10|10|1|0");
        }

        @Test
        void are_found_where_a_column_is_named_as_DuckDB_names_files() throws SQLException {
            replace("SELECT i AS id, 'f' || i AS filename FROM range(10) r(i)");
            try (StagedWrite staged = tables.stage(write("SELECT 77 AS id, 'new' AS filename")
                    .overwrite("filename = 'f3'")
                    .build())) {
                assertThat(rows("SELECT count(*), max(id) FROM (" + staged.tableQuery() + ")"))
                        .containsExactly("10|77");
                staged.commit();
            }
            assertThat(rows("SELECT count(*), max(id), count(*) FILTER (filename = 'f3') FROM " + sql()))
                    .containsExactly("10|77|0");
        }

        @Test
        void can_be_looked_at_before_the_commit_and_given_back() throws SQLException {
            partitioned(DAYS, "day");
            try (StagedWrite staged = tables.stage(
                    write("SELECT 12 AS id, 'new' AS name").overwrite("id < 13").build())) {
                assertThat(rows("SELECT count(*), min(id), count(*) FILTER (name = 'new') FROM (" + staged.tableQuery()
                                + ")"))
                        .containsExactly("38|12|1");
                assertThat(rows(staged.rowsQuery())).containsExactly("12|null|new");
                assertThat(staged.rows()).isEqualTo(1);
            }
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("50");
        }

        @Test
        void are_looked_for_again_when_a_last_writer_was_overtaken() throws SQLException {
            replace("SELECT i AS id FROM range(10) r(i)");
            try (StagedWrite staged = tables.stage(
                    write("SELECT 100 AS id").overwrite("id % 2 = 0").build())) {
                append("SELECT 20 + i AS id FROM range(4) r(i)");
                staged.commit();
            }
            assertThat(rows("SELECT string_agg(id, ',' ORDER BY id) FROM " + sql()))
                    .containsExactly("1,3,5,7,9,21,23,100");
        }

        @Test
        void are_left_alone_when_somebody_else_committed_since_they_were_seen() throws SQLException {
            CommitResult seen = replace("SELECT i AS id FROM range(10) r(i)");
            try (StagedWrite staged = tables.stage(write("SELECT 100 AS id")
                    .overwrite("id < 5")
                    .basis(Basis.seen(Optional.of(seen.snapshotId())))
                    .build())) {
                execute("INSERT INTO " + sql() + " VALUES (3)");
                assertThat(catchThrowableOfType(IcebergException.class, staged::commit)
                                .code())
                        .isEqualTo(ErrorCode.CONFLICT);
            }
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("11");
        }

        @Test
        void are_none_where_there_is_no_table() throws SQLException {
            overwrite("SELECT 1 AS id", "id = 1");
            overwrite("SELECT 2 AS id", "id = 1");
            assertThat(rows("SELECT id FROM " + sql())).containsExactly("2");
        }

        @Test
        void are_not_looked_for_by_a_condition_that_DuckDB_does_not_understand() throws SQLException {
            replace("SELECT 1 AS id");
            assertThatThrownBy(() -> overwrite("SELECT 2 AS id", "nosuch = 1"))
                    .isInstanceOfSatisfying(
                            FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_FAILED))
                    .hasMessageContaining("nosuch")
                    .hasMessageContaining(table.toString());
            assertThatThrownBy(() -> overwrite("SELECT 2 AS id", "true); DROP TABLE " + sql() + "; SELECT (1"))
                    .isInstanceOf(FloeException.class);
            assertThat(rows("SELECT id FROM " + sql())).containsExactly("1");
        }
    }

    @Nested
    class Partitions {

        @Test
        void that_the_rows_fall_in_are_replaced_and_others_stay() throws SQLException {
            partitioned(DAYS, "day");
            commit(write("SELECT i AS id, DATE '2026-01-02' + i::INTEGER AS day FROM range(2) r(i)")
                    .mode(Mode.OVERWRITE_PARTITIONS)
                    .build());

            assertThat(rows("SELECT day, count(*) FROM " + sql() + " GROUP BY day ORDER BY day"))
                    .containsExactly("2026-01-01|10", "2026-01-02|1", "2026-01-03|1", "2026-01-04|10", "2026-01-05|10");
            assertThat(snapshots()).isEqualTo(2);
        }

        @Test
        void may_be_of_null_or_of_a_transform() throws SQLException {
            partitioned(
                    "SELECT i AS id, CASE WHEN i % 3 = 0 THEN NULL ELSE i END AS k FROM range(30) r(i)",
                    "truncate(10, k)");
            commit(write("SELECT 99 AS id, NULL::BIGINT AS k UNION ALL SELECT 100, 25")
                    .mode(Mode.OVERWRITE_PARTITIONS)
                    .build());

            assertThat(rows("SELECT count(*) FILTER (k IS NULL), count(*) FILTER (k >= 20), count(*) FROM " + sql()))
                    .containsExactly("1|1|15");
        }

        @Test
        void stay_all_of_them_when_there_are_no_rows() throws SQLException {
            partitioned(DAYS, "day");
            commit(write("SELECT 1 AS id, DATE '2026-01-02' AS day WHERE false")
                    .mode(Mode.OVERWRITE_PARTITIONS)
                    .build());
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("50");
        }

        @Test
        void are_expected_of_the_table_and_to_be_of_one_kind() throws SQLException {
            replace(DAYS);
            assertThatThrownBy(() -> commit(write("SELECT 1 AS id")
                            .mode(Mode.OVERWRITE_PARTITIONS)
                            .build()))
                    .isInstanceOfSatisfying(
                            IcebergException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_INVALID))
                    .hasMessageContaining("no partitions");
        }
    }

    @Test
    void a_condition_belongs_to_an_overwrite_and_only_there() {
        assertThatThrownBy(() -> write("SELECT 1").mode(Mode.OVERWRITE).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a condition");
        assertThatThrownBy(() ->
                        write("SELECT 1").overwrite("true").mode(Mode.APPEND).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no condition");
    }

    private void partitioned(String select, String... fields) {
        commit(write(select)
                .layout(new TableLayout(List.of(fields), List.of(), Map.of()))
                .build());
    }

    private CommitResult overwrite(String select, String condition) {
        return commit(write(select).overwrite(condition).build());
    }

    private List<String> files() throws SQLException {
        return rows("SELECT file_path FROM iceberg_metadata(" + sql()
                + ") WHERE status <> 'DELETED' AND manifest_content = 'DATA'");
    }

    private int snapshots() throws SQLException {
        return rows("SELECT * FROM iceberg_snapshots(" + sql() + ")").size();
    }

    private Map<String, String> summary() {
        return tables.state(table).orElseThrow().snapshot().orElseThrow().summary();
    }
}

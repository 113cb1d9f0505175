package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.duckdb.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be looked at between a write and its commit, on every catalog. A subclass says which. */
public abstract class StagedWriteContract extends CatalogContract {
    private String view;

    @BeforeEach
    void nameTheView() {
        view = Sql.qualified("memory", "main", "audit_" + table.name());
    }

    @AfterEach
    void dropTheView() throws SQLException {
        execute("DROP VIEW IF EXISTS " + view);
    }

    @Nested
    class A_view_over_a_staged_replacement {

        @Test
        void shows_the_new_rows_while_the_table_shows_the_old_ones() throws SQLException {
            replace("SELECT i AS id, 'old' AS name FROM range(3) r(i)");
            try (StagedWrite staged = tables.stage(
                    write("SELECT i AS id, i * 2 AS twice FROM range(2) r(i)").build())) {
                see(staged.tableQuery());

                assertThat(rows("SELECT id, twice FROM " + view + " ORDER BY id"))
                        .containsExactly("0|0", "1|2");
                assertThat(staged.rowsQuery()).isEqualTo(staged.tableQuery());
                assertThat(rows("SELECT DISTINCT name FROM " + sql())).containsExactly("old");
                staged.commit();
            }
            assertThat(rows("SELECT id, twice FROM " + sql() + " ORDER BY id")).containsExactly("0|0", "1|2");
        }

        @Test
        void is_of_a_write_that_can_be_given_up() throws SQLException {
            replace("SELECT 1 AS id");
            try (StagedWrite staged = tables.stage(write("SELECT 2 AS id").build())) {
                see(staged.tableQuery());
                assertThat(rows("SELECT id FROM " + view)).containsExactly("2");
                staged.discard();
                assertThatThrownBy(staged::commit)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("discarded");
            }
            assertThat(rows("SELECT id FROM " + sql())).containsExactly("1");
        }

        @Test
        void has_the_types_that_the_table_will_have() throws SQLException {
            String select = "SELECT 1::UTINYINT AS small, 'x'::ENUM('x') AS letter, {'a b': [1::HUGEINT]} AS deep,"
                    + " TIMESTAMPTZ '2024-01-01 00:00:00+00' AS moment, uuid() AS id";
            String described;
            try (StagedWrite staged = tables.stage(write(select).build())) {
                see(staged.tableQuery());
                described = String.join("\n", rows("SELECT column_name, column_type FROM (DESCRIBE " + view + ")"));
                staged.commit();
            }
            assertThat(described)
                    .isEqualTo(
                            String.join("\n", rows("SELECT column_name, column_type FROM (DESCRIBE " + sql() + ")")));
        }
    }

    @Nested
    class A_view_over_a_staged_append {

        @Test
        void shows_the_table_with_the_new_rows_and_the_new_rows_alone() throws SQLException {
            replace("SELECT i AS id, 'old' AS name, 1.5::DOUBLE AS amount FROM range(1000) r(i)");
            execute("DELETE FROM " + sql() + " WHERE id < 10");
            try (StagedWrite staged = tables.stage(write("SELECT 5000 AS id, 'new' AS name")
                    .mode(TableWrite.Mode.APPEND)
                    .build())) {
                see(staged.tableQuery());

                assertThat(rows("SELECT count(*), min(id), max(id), count(amount) FROM " + view))
                        .containsExactly("991|10|5000|990");
                assertThat(rows(staged.rowsQuery())).containsExactly("5000|new|null");
                assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("990");
                staged.commit();
            }
            assertThat(rows("SELECT count(*), min(id), max(id), count(amount) FROM " + sql()))
                    .containsExactly("991|10|5000|990");
        }

        @Test
        void reads_columns_that_were_renamed_moved_and_added_since() throws SQLException {
            replace("SELECT 1 AS id, 'a' AS name");
            execute("ALTER TABLE " + sql() + " RENAME COLUMN name TO title");
            execute("ALTER TABLE " + sql() + " ADD COLUMN extra INTEGER");
            try (StagedWrite staged = tables.stage(write("SELECT 'b' AS title, 2 AS id, 7 AS extra")
                    .mode(TableWrite.Mode.APPEND)
                    .build())) {
                assertThat(rows("SELECT id, title, extra FROM (" + staged.tableQuery() + ") ORDER BY id"))
                        .containsExactly("1|a|null", "2|b|7");
            }
        }

        @Test
        void stays_as_it_was_when_somebody_else_commits() throws SQLException {
            CommitResult first = replace("SELECT 1 AS id");
            try (StagedWrite staged = tables.stage(write("SELECT 2 AS id")
                    .mode(TableWrite.Mode.APPEND)
                    .basis(Basis.seen(Optional.of(first.snapshotId())))
                    .build())) {
                see(staged.tableQuery());
                append("SELECT 3 AS id");
                assertThat(rows("SELECT id FROM " + view + " ORDER BY id")).containsExactly("1", "2");
                assertThatThrownBy(staged::commit).isInstanceOf(IcebergException.class);
            }
        }

        @Test
        void shows_the_new_rows_where_there_is_no_table_or_nothing_in_it() throws SQLException {
            try (StagedWrite staged = tables.stage(
                    write("SELECT 1 AS id").mode(TableWrite.Mode.APPEND).build())) {
                assertThat(rows(staged.tableQuery())).containsExactly("1");
            }
            tables.makeFolders(table);
            execute("CREATE TABLE " + sql() + " (id INTEGER, other VARCHAR)");
            try (StagedWrite staged = tables.stage(
                    write("SELECT 1 AS id").mode(TableWrite.Mode.APPEND).build())) {
                assertThat(rows(staged.tableQuery())).containsExactly("1|null");
            }
        }

        @Test
        void shows_the_table_when_there_are_no_new_rows() throws SQLException {
            replace("SELECT 1 AS id");
            try (StagedWrite staged = tables.stage(write("SELECT 2 AS id WHERE false")
                    .mode(TableWrite.Mode.APPEND)
                    .build())) {
                assertThat(rows(staged.tableQuery())).containsExactly("1");
                assertThat(rows(staged.rowsQuery())).isEqualTo(List.of());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%20b", "it's", "größe", "a&b=c"})
    void names_with_signs_are_written_read_and_kept_in_shape(String name) throws SQLException {
        table = TableName.of(namespace, name);
        replace("SELECT 1 AS id");
        replace("SELECT 2 AS id");
        append("SELECT 3 AS id");
        commit(write("SELECT 4 AS id").overwrite("id = 2").build());
        assertThat(tables.maintenance().compact(table, Map.of()).rows()).isEqualTo(2);
        assertThat(tables.maintenance()
                        .orphans(table, Duration.ofDays(1), false)
                        .files())
                .isEmpty();
        assertThat(rows("SELECT id FROM " + sql() + " ORDER BY id")).containsExactly("3", "4");
        assertThat(tables.drop(table)).isTrue();
    }

    private void see(String query) throws SQLException {
        execute("CREATE OR REPLACE VIEW " + view + " AS " + query);
    }
}

package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.duckdb.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link TableWrite.Mode#APPEND} and {@link TableLayout} promise of every catalog. A subclass says which. */
public abstract class TableLayoutContract extends CatalogContract {
    private static final String EVENTS = """
            SELECT i AS id, 'name ' || (i %% 7) AS name, (i %% 5) - 2 AS code, (i / 4.0)::DECIMAL(8,3) AS amount,
                   CASE WHEN i %% 11 = 0 THEN NULL ELSE 'côté/%%' || (i %% 3) END AS place,
                   TIMESTAMP '1969-12-30 22:30:00' + INTERVAL (i * 7) HOUR AS ts,
                   (TIMESTAMP '1969-12-30 22:30:00' + INTERVAL (i * 7) HOUR) AT TIME ZONE 'UTC' AS tz,
                   (DATE '1969-11-20' + i::INTEGER) AS day, (i %% 2 = 0) AS even,
                   ((i - 50) / 3)::DECIMAL(9,2) AS price
            FROM range(%d) r(i)
            """;

    @Nested
    class Partitions {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "place; place = 'côté/%1'",
                    "place; place IS NULL",
                    "even; even",
                    "day; day = DATE '1969-12-25'",
                    "code; code = -2",
                    "ts; ts = TIMESTAMP '1969-12-31 05:30:00'",
                    "year(ts); ts < TIMESTAMP '1970-01-01'",
                    "month(day); day BETWEEN DATE '1969-12-01' AND DATE '1969-12-31'",
                    "day(ts); ts >= TIMESTAMP '1969-12-31' AND ts < TIMESTAMP '1970-01-01'",
                    "hour(ts); ts = TIMESTAMP '1969-12-30 22:30:00'",
                    "day(tz); tz < TIMESTAMPTZ '1970-01-01 00:00:00+00'",
                    "'bucket(4, id)'; id = 17",
                    "'bucket(8, name)'; name = 'name 3'",
                    "'truncate(2, code)'; code = -1",
                    "'truncate(6, name)'; name = 'name 5'",
                })
        void tellFilesApartAsReadersDo(String field, String filter) throws SQLException {
            replace(EVENTS.formatted(200), layout(field));

            assertThat(rows("SELECT * FROM " + sql() + " WHERE " + filter + " ORDER BY id"))
                    .isNotEmpty()
                    .isEqualTo(rows("SELECT * FROM (" + EVENTS.formatted(200) + ") WHERE " + filter + " ORDER BY id"));
            assertThat(rows("SELECT count(*), sum(id) FROM " + sql())).containsExactly("200|19900");
            assertThat(files()).isGreaterThan(1);
        }

        @Test
        void ofSeveralFields() throws SQLException {
            replace(EVENTS.formatted(200), layout("month(day)", "place"));

            assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE place = 'côté/%2' AND day >= DATE '1970-03-01'"))
                    .isEqualTo(rows("SELECT count(*) FROM (" + EVENTS.formatted(200)
                            + ") WHERE place = 'côté/%2' AND day >= DATE '1970-03-01'"));
        }

        @Test
        void stayWhenATableIsReplacedWithoutAWordOfThem() throws SQLException {
            replace(EVENTS.formatted(50), layout("code"));
            replace(EVENTS.formatted(60), null);

            assertThat(files()).isEqualTo(5);
            assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE code = 1"))
                    .containsExactly("12");
        }

        @Test
        void goWithTheirColumn() throws SQLException {
            replace(EVENTS.formatted(50), layout("code", "even"));
            replace("SELECT i AS id, i % 2 = 0 AS even FROM range(10) r(i)", null);

            assertThat(files()).isEqualTo(2);
            assertThat(rows("SELECT sum(id) FROM " + sql() + " WHERE even")).containsExactly("20");
        }

        @Test
        void changeAndEnd() throws SQLException {
            replace(EVENTS.formatted(50), layout("code"));
            replace(EVENTS.formatted(50), layout("even"));
            assertThat(files()).isEqualTo(2);
            replace(EVENTS.formatted(50), TableLayout.PLAIN);
            assertThat(files()).isEqualTo(1);
            assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE even")).containsExactly("25");
        }

        @Test
        void ofDecimalsAreRefused() {
            assertThatThrownBy(() -> replace(EVENTS.formatted(10), layout("truncate(10, price)")))
                    .isInstanceOf(IcebergException.class)
                    .hasMessageContaining(
                            "cannot partition by truncate[10] of the column price, which is DECIMAL(9,2)");
        }

        @Test
        void thatCannotBeAreAllNamed() {
            IcebergException refused = catchThrowableOfType(
                    IcebergException.class,
                    () -> replace(
                            "SELECT 1 AS id, [1] AS l, 'x' AS name",
                            new TableLayout(
                                    List.of(
                                            "nowhere",
                                            "l",
                                            "day(name)",
                                            "week(id)",
                                            "bucket(id)",
                                            "year(3, id)",
                                            "a b c"),
                                    List.of("id sideways"),
                                    Map.of())));
            assertThat(refused.code()).isEqualTo(ErrorCode.SCHEMA_INVALID);
            assertThat(refused.getMessage())
                    .contains(
                            "there is no column 'nowhere'; there are id, l, name",
                            "'l' is nested",
                            "'day(name)'",
                            "no transform 'week'",
                            "bucket needs a number",
                            "year takes no number",
                            "'a b c' is no partition field",
                            "'id sideways' is no sort field");
            assertThat(tables.state(table)).isEmpty();
        }
    }

    @Nested
    class Order {
        @Test
        void ofRowsIsThatOfTheFiles() throws SQLException {
            replace(
                    EVENTS.formatted(1000),
                    new TableLayout(
                            List.of(),
                            List.of("name desc", "id"),
                            Map.of("write.target-file-size-bytes", "100000000")));

            List<String> stored = rows("SELECT name, id FROM " + sql());
            assertThat(stored)
                    .isEqualTo(rows("SELECT name, id FROM (" + EVENTS.formatted(1000) + ") ORDER BY name DESC, id"));
        }
    }

    @Nested
    class Properties {
        @Test
        void areSetAndStay() throws SQLException {
            replace("SELECT 1 AS id", new TableLayout(List.of(), List.of(), Map.of("owner", "sales")));
            replace("SELECT 2 AS id", new TableLayout(List.of(), List.of(), Map.of("region", "north")));

            assertThat(tables.state(table).orElseThrow().properties())
                    .containsEntry("owner", "sales")
                    .containsEntry("region", "north");
        }

        @Test
        void sayHowTheFilesAreCompressedAndHowLargeTheyGet() throws SQLException {
            try (StagedWrite staged = tables.stage(write("SELECT i AS id, i::VARCHAR AS t FROM range(600000) r(i)")
                    .layout(new TableLayout(
                            List.of(),
                            List.of(),
                            Map.of(
                                    "write.parquet.compression-codec",
                                    "gzip",
                                    "write.target-file-size-bytes",
                                    "200000")))
                    .build())) {
                assertThat(staged.files().size()).isGreaterThan(1);
                assertThat(rows("SELECT DISTINCT compression FROM parquet_metadata(" + Sql.literals(staged.files())
                                + ")"))
                        .containsExactly("GZIP");
                staged.commit();
            }
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("600000");
        }

        @Test
        void raiseTheVersionOfTheFormat() throws SQLException {
            replace("SELECT 1 AS id", new TableLayout(List.of(), List.of(), Map.of("format-version", "3")));

            assertThat(rows("SELECT id FROM " + sql())).containsExactly("1");
        }
    }

    @Nested
    class An_append {
        @Test
        void addsToWhatIsThereInOneSnapshot() throws SQLException {
            replace("SELECT 1 AS id, 'a' AS name", layout("id"));
            CommitResult result = append("SELECT 'b' AS Name, 2::TINYINT AS id");

            assertThat(result.rows()).isEqualTo(1);
            assertThat(rows("SELECT id, name FROM " + sql() + " ORDER BY id")).containsExactly("1|a", "2|b");
            assertThat(rows("SELECT count(*) FROM iceberg_snapshots(" + sql() + ")"))
                    .containsExactly("2");
        }

        @Test
        void createsATableThatIsNotThere() throws SQLException {
            append("SELECT 1 AS id");
            append("SELECT 2 AS id");
            assertThat(rows("SELECT sum(id) FROM " + sql())).containsExactly("3");
        }

        @Test
        void leavesColumnsNullThatTheQueryLacks() throws SQLException {
            replace("SELECT 1 AS id, 'a' AS name, 1.5::DOUBLE AS amount", null);
            append("SELECT 2 AS id, 3 AS amount");
            assertThat(rows("SELECT * FROM " + sql() + " WHERE id = 2")).containsExactly("2|null|3.0");
        }

        @Test
        void mayLackTheColumnsThatFilesAreLaidOutBy() throws SQLException {
            commit(write("SELECT 1 AS id, 'a' AS name, 2 AS n")
                    .layout(new TableLayout(List.of("name"), List.of("n"), Map.of()))
                    .build());
            append("SELECT 2 AS id");
            assertThat(rows("SELECT id FROM " + sql() + " WHERE name IS NULL")).containsExactly("2");
        }

        @Test
        void takesNullForAnyType() throws SQLException {
            replace("SELECT 1 AS id, 'a' AS name, [1] AS list, {'p': 1} AS s, DATE '2026-01-01' AS d", null);
            append("SELECT 2 AS id, NULL AS name, NULL AS list, NULL AS s, NULL AS d");
            assertThat(rows("SELECT * FROM " + sql() + " WHERE id = 2")).containsExactly("2|null|null|null|null");
        }

        @Test
        void refusesColumnsThatTheTableLacksAndTypesThatLoseSomething() throws SQLException {
            replace("SELECT 1 AS id, 'a' AS name, 1 AS n", null);
            IcebergException refused = catchThrowableOfType(
                    IcebergException.class, () -> append("SELECT 2 AS id, 1 AS extra, 5 AS name, 1.5::DOUBLE AS n"));
            assertThat(refused.code()).isEqualTo(ErrorCode.SCHEMA_INVALID);
            assertThat(refused.getMessage())
                    .contains(
                            "no column extra",
                            "column name is INTEGER, but in the table it is VARCHAR",
                            "column n is DOUBLE");
            assertThat(rows("SELECT count(*) FROM " + sql())).containsExactly("1");
        }

        @Test
        void goesOnTopOfWhatOthersCommittedMeanwhile() throws SQLException {
            replace("SELECT 1 AS id", null);
            try (StagedWrite staged = tables.stage(
                    write("SELECT 2 AS id").mode(TableWrite.Mode.APPEND).build())) {
                append("SELECT 3 AS id");
                staged.commit();
            }
            assertThat(rows("SELECT id FROM " + sql() + " ORDER BY id")).containsExactly("1", "2", "3");
        }

        @Test
        void isAConflictIfItIsBasedOnWhatWasSeen() throws SQLException {
            CommitResult first = replace("SELECT 1 AS id", null);
            try (StagedWrite staged = tables.stage(write("SELECT 2 AS id")
                    .mode(TableWrite.Mode.APPEND)
                    .basis(Basis.seen(java.util.Optional.of(first.snapshotId())))
                    .build())) {
                append("SELECT 3 AS id");
                assertThat(catchThrowableOfType(IcebergException.class, staged::commit)
                                .code())
                        .isEqualTo(ErrorCode.CONFLICT);
            }
            assertThat(rows("SELECT id FROM " + sql() + " ORDER BY id")).containsExactly("1", "3");
        }

        @Test
        void bringsNoLayout() {
            assertThatThrownBy(() -> write("SELECT 1 AS id")
                            .mode(TableWrite.Mode.APPEND)
                            .layout(TableLayout.PLAIN)
                            .build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static TableLayout layout(String... fields) {
        return new TableLayout(List.of(fields), List.of(), Map.of());
    }

    private CommitResult replace(String select, TableLayout layout) {
        TableWrite.Builder write = write(select);
        if (layout != null) {
            write.layout(layout);
        }
        return commit(write.build());
    }

    private int files() throws SQLException {
        return Integer.parseInt(rows("SELECT count(*) FROM iceberg_metadata(" + sql() + ") WHERE status <> 'DELETED'")
                .get(0));
    }
}

package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link IcebergTables} promises of every catalog. A subclass says which. */
public abstract class IcebergTablesContract extends CatalogContract {
    @Nested
    class A_table_that_is_not_there {

        @Test
        void is_created_with_the_rows_of_the_query() throws SQLException {
            CommitResult result = replace("SELECT i AS id, 'n' || i AS name FROM range(1000) r(i)");

            assertThat(result.rows()).isEqualTo(1000);
            assertThat(result.files()).isPositive();
            assertThat(result.bytes()).isPositive();
            assertThat(rows("SELECT count(*), sum(id), max(name) FROM " + sql()))
                    .containsExactly("1000|499500|n999");
        }

        @Test
        void is_invisible_until_the_commit() throws SQLException {
            try (StagedWrite staged = tables.stage(write("SELECT 1 AS a").build())) {
                assertThat(tables.state(table)).isEmpty();
                assertThat(rows(staged.rowsQuery())).containsExactly("1");
                assertThat(rows("SELECT * FROM read_parquet(" + Sql.literals(staged.files()) + ")"))
                        .containsExactly("1");
                staged.commit();
            }
            assertThat(tables.state(table)).isPresent();
        }

        @Test
        void stays_away_when_the_write_is_discarded() throws SQLException {
            List<String> files;
            try (StagedWrite staged = tables.stage(write("SELECT 1 AS a").build())) {
                files = staged.files();
                staged.discard();
                assertThatThrownBy(staged::commit).isInstanceOf(IllegalStateException.class);
            }
            assertThat(tables.state(table)).isEmpty();
            assertThat(files).isNotEmpty();
        }

        @Test
        void is_created_empty_from_a_query_without_rows() throws SQLException {
            CommitResult result = replace("SELECT 1 AS a, 'x' AS b WHERE false");

            assertThat(result.files()).isZero();
            assertThat(result.rows()).isZero();
            assertThat(rows("SELECT * FROM " + sql())).isEmpty();
            assertThat(tables.state(table).orElseThrow().snapshotId()).contains(result.snapshotId());
        }

        @Test
        void gives_an_empty_relation_with_its_columns_to_look_at() throws SQLException {
            try (StagedWrite staged =
                    tables.stage(write("SELECT 1::HUGEINT AS a WHERE false").build())) {
                assertThat(rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE " + staged.rowsQuery() + ")"))
                        .containsExactly("a DECIMAL(38,0)");
            }
        }

        @Test
        void is_created_once_when_two_create_it() {
            try (StagedWrite first =
                            tables.stage(write("SELECT 1 AS a").basis(nothing()).build());
                    StagedWrite second =
                            tables.stage(write("SELECT 2 AS a").basis(nothing()).build())) {
                CommitResult won = first.commit();
                IcebergException lost = catchThrowableOfType(IcebergException.class, second::commit);
                assertThat(lost.code()).isEqualTo(ErrorCode.CONFLICT);
                assertThat(lost.winner().orElseThrow().id()).isEqualTo(won.snapshotId());
            }
        }

        @Test
        void is_the_last_writers_when_two_create_it_and_both_ask_for_that() throws SQLException {
            try (StagedWrite first = tables.stage(write("SELECT 1 AS a").build());
                    StagedWrite second =
                            tables.stage(write("SELECT 2 AS b, 3 AS a").build())) {
                first.commit();
                second.commit();
            }
            assertThat(rows("SELECT a, b FROM " + sql())).containsExactly("3|2");
        }

        @Test
        void is_refused_in_a_namespace_that_is_not_there() {
            TableName nowhere = TableName.of("no_such_namespace_" + namespace, "t");
            IcebergException e = catchThrowableOfType(
                    IcebergException.class,
                    () -> tables.stage(
                            TableWrite.builder(nowhere).select("SELECT 1 AS a").build()));
            assertThat(e.code()).isEqualTo(ErrorCode.NAMESPACE_NOT_FOUND);
            assertThat(e).hasMessageContaining(nowhere.namespace().get(0));
        }

        @Test
        void has_no_state_and_cannot_be_dropped() {
            assertThat(tables.state(table)).isEmpty();
            assertThat(tables.drop(table)).isFalse();
        }
    }

    @Nested
    class A_table_that_is_there {

        @Test
        void is_replaced_columns_included_and_keeps_its_history() throws SQLException {
            CommitResult before = replace("SELECT 1 AS a, 'x' AS b");
            TableState old = tables.state(table).orElseThrow();
            CommitResult after = replace("SELECT 'y' AS b, 2.5 AS c");

            TableState now = tables.state(table).orElseThrow();
            assertThat(rows("SELECT * FROM " + sql())).containsExactly("y|2.5");
            assertThat(now.uuid()).isEqualTo(old.uuid());
            assertThat(now.location()).isEqualTo(old.location());
            assertThat(now.snapshotId()).contains(after.snapshotId());
            assertThat(now.columns()).extracting(Column::name).containsExactly("b", "c");
            assertThat(rows("SELECT * FROM " + sql() + " AT (VERSION => " + before.snapshotId() + ")"))
                    .hasSize(1);
        }

        @Test
        void is_replaced_again_right_after_a_replacement() throws SQLException {
            for (int i = 1; i <= 5; i++) {
                replace("SELECT " + i + " AS a");
                assertThat(rows("SELECT a FROM " + sql())).containsExactly(String.valueOf(i));
            }
        }

        @Test
        void is_emptied_by_a_query_without_rows() throws SQLException {
            replace("SELECT 1 AS a");
            replace("SELECT 1 AS a WHERE false");
            assertThat(rows("SELECT * FROM " + sql())).isEmpty();
            replace("SELECT 2 AS a");
            assertThat(rows("SELECT * FROM " + sql())).containsExactly("2");
        }

        @Test
        void may_be_read_by_the_query_that_replaces_it() throws SQLException {
            replace("SELECT 1 AS a");
            replace("SELECT a + 1 AS a FROM " + sql());
            assertThat(rows("SELECT a FROM " + sql())).containsExactly("2");
        }

        @Test
        void is_replaced_only_from_the_snapshot_that_was_seen() throws SQLException {
            CommitResult seen = replace("SELECT 1 AS a");
            CommitResult winner = replace("SELECT 2 AS a");

            IcebergException e = catchThrowableOfType(
                    IcebergException.class,
                    () -> tables.stage(write("SELECT 3 AS a")
                            .basis(Basis.seen(Optional.of(seen.snapshotId())))
                            .build()));

            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(e.table()).contains(table);
            assertThat(e.winner().orElseThrow().id()).isEqualTo(winner.snapshotId());
            assertThat(e)
                    .hasMessageContaining(String.valueOf(seen.snapshotId()))
                    .hasMessageContaining(String.valueOf(winner.snapshotId()))
                    .hasMessageContaining("append")
                    .hasMessageContaining("run-1");
            assertThat(rows("SELECT a FROM " + sql())).containsExactly("2");
        }

        @Test
        void keeps_the_winners_rows_when_two_replace_it_at_once() throws SQLException {
            long seen = replace("SELECT 0 AS a").snapshotId();
            Basis basis = Basis.seen(Optional.of(seen));
            try (StagedWrite first =
                            tables.stage(write("SELECT 1 AS a").basis(basis).build());
                    StagedWrite second =
                            tables.stage(write("SELECT 2 AS a").basis(basis).build())) {
                second.commit();
                assertThatThrownBy(first::commit)
                        .isInstanceOfSatisfying(
                                IcebergException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
            }
            assertThat(rows("SELECT a FROM " + sql())).containsExactly("2");
        }

        @Test
        void is_not_replaced_over_an_insert_that_was_not_seen() throws SQLException {
            long seen = replace("SELECT 0 AS a").snapshotId();
            try (StagedWrite staged = tables.stage(
                    write("SELECT 1 AS a").basis(Basis.seen(Optional.of(seen))).build())) {
                execute("INSERT INTO " + sql() + " VALUES (7)");
                assertThatThrownBy(staged::commit)
                        .isInstanceOfSatisfying(
                                IcebergException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
            }
            assertThat(rows("SELECT a FROM " + sql() + " ORDER BY a")).containsExactly("0", "7");
        }

        @Test
        void goes_to_the_last_writer_who_asks_for_that() throws SQLException {
            replace("SELECT 0 AS a");
            try (StagedWrite staged =
                    tables.stage(write("SELECT 1 AS a, 'new' AS z").build())) {
                replace("SELECT 5 AS other, 6 AS a");
                staged.commit();
            }
            assertThat(rows("SELECT a, z FROM " + sql())).containsExactly("1|new");
        }

        @Test
        void is_in_conflict_when_it_was_dropped_meanwhile() {
            long seen = replace("SELECT 0 AS a").snapshotId();
            try (StagedWrite staged = tables.stage(
                    write("SELECT 1 AS a").basis(Basis.seen(Optional.of(seen))).build())) {
                assertThat(tables.drop(table)).isTrue();
                IcebergException e = catchThrowableOfType(IcebergException.class, staged::commit);
                assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                assertThat(e.winner()).isEmpty();
            }
        }

        @Test
        void tells_which_run_made_its_snapshot() {
            replace("SELECT 1 AS a");
            TableSnapshot snapshot =
                    tables.state(table).orElseThrow().snapshot().orElseThrow();
            assertThat(snapshot.runId()).contains("run-1");
            assertThat(snapshot.summary())
                    .containsEntry(TableWrite.NODE, "model.demo.t")
                    .containsEntry(TableWrite.ATTEMPT, "1")
                    .containsKey(TableWrite.VERSION)
                    .containsEntry("total-records", "1");
            assertThat(snapshot.summary().get(TableWrite.VERSION)).matches("\\d+\\.\\d+\\.\\d+.*");
        }

        @Test
        void is_seen_old_or_new_by_readers_on_other_connections() throws Exception {
            replace("SELECT 0 AS v, i FROM range(1000) r(i)");
            List<String> seen = new ArrayList<>();
            Thread reader = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    try {
                        seen.addAll(rows("SELECT count(*), count(DISTINCT v) FROM " + sql()));
                    } catch (SQLException e) {
                        seen.add(e.getMessage());
                    }
                }
            });
            reader.start();
            for (int i = 1; i <= 10; i++) {
                replace("SELECT " + i + " AS v, i FROM range(1000) r(i)");
            }
            reader.interrupt();
            reader.join();
            assertThat(seen).isNotEmpty().containsOnly("1000|1");
        }

        @Test
        void takes_native_changes_between_replacements() throws SQLException {
            replace("SELECT i AS a FROM range(3) r(i)");
            execute("INSERT INTO " + sql() + " VALUES (10)");
            execute("DELETE FROM " + sql() + " WHERE a = 0");
            assertThat(rows("SELECT a FROM " + sql() + " ORDER BY a")).containsExactly("1", "2", "10");
            replace("SELECT 42 AS a");
            assertThat(rows("SELECT a FROM " + sql())).containsExactly("42");
            execute("INSERT INTO " + sql() + " VALUES (43)");
            assertThat(rows("SELECT a FROM " + sql() + " ORDER BY a")).containsExactly("42", "43");
        }

        @Test
        void that_was_made_natively_and_never_written_counts_as_nothing_seen() throws SQLException {
            execute("CREATE TABLE " + sql() + " (a BIGINT)");
            assertThat(tables.state(table).orElseThrow().snapshotId()).isEmpty();
            try (StagedWrite staged =
                    tables.stage(write("SELECT 1 AS a").basis(nothing()).build())) {
                staged.commit();
            }
            assertThat(rows("SELECT a FROM " + sql())).containsExactly("1");
        }

        @Test
        void is_gone_after_a_drop() {
            replace("SELECT 1 AS a");
            assertThat(tables.drop(table)).isTrue();
            assertThat(tables.state(table)).isEmpty();
        }
    }

    @Nested
    class A_query {

        @Test
        void may_end_in_a_comment_and_begin_with_WITH() throws SQLException {
            replace("WITH x AS (SELECT 1 AS a) SELECT * FROM x -- the end");
            assertThat(rows("SELECT a FROM " + sql())).containsExactly("1");
        }

        @Test
        void that_fails_leaves_the_table_as_it_was() throws SQLException {
            replace("SELECT 1 AS a");
            assertThatThrownBy(() -> replace("SELECT CAST('x' || i AS INTEGER) AS a FROM range(10) r(i)"))
                    .isInstanceOfSatisfying(
                            FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_FAILED))
                    .hasMessageContaining(table.toString())
                    .hasMessageContaining("Conversion Error");
            assertThatThrownBy(() -> replace("SELECT nosuch AS a"))
                    .isInstanceOfSatisfying(
                            FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_FAILED))
                    .hasMessageContaining("nosuch");
            assertThat(rows("SELECT a FROM " + sql())).containsExactly("1");
        }

        @Test
        void is_one_statement() throws SQLException {
            replace("SELECT 1 AS a");
            assertThatThrownBy(() -> replace("SELECT 1 AS a; DROP TABLE " + sql()))
                    .isInstanceOf(FloeException.class);
            assertThat(tables.state(table)).isPresent();
        }

        @Test
        void with_types_that_Iceberg_lacks_is_refused_with_all_of_them() {
            IcebergException e = catchThrowableOfType(
                    IcebergException.class,
                    () -> replace("SELECT 1 AS ok, INTERVAL 1 DAY AS pause, [TIMETZ '10:00:00+01'] AS times,"
                            + " {'u': 1::UNION(n INTEGER, s VARCHAR)} AS st"));
            assertThat(e.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
            assertThat(e)
                    .hasMessageContaining("pause is INTERVAL")
                    .hasMessageContaining("times[] is TIME WITH TIME ZONE")
                    .hasMessageContaining("st.u is UNION")
                    .hasMessageNotContaining("column ok");
            assertThat(tables.state(table)).isEmpty();
        }

        @Test
        void with_two_columns_of_one_name_is_refused() {
            IcebergException e =
                    catchThrowableOfType(IcebergException.class, () -> replace("SELECT 1 AS a, 2 AS b, 3 AS \"A\""));
            assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_INVALID);
            assertThat(e).hasMessageContaining("a, A");
        }

        @Test
        void gives_lower_case_columns() {
            replace("SELECT 1 AS \"Mixed Case\", {'Inner': 1} AS \"ÄÖ\"");
            assertThat(tables.state(table).orElseThrow().columns())
                    .extracting(Column::name, Column::type)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("mixed case", "INTEGER"),
                            org.assertj.core.groups.Tuple.tuple("äö", "STRUCT(\"Inner\" INTEGER)"));
        }
    }

    /** Values that are hard to keep, or to find again by a file's bounds, of every type that can be written. */
    static Stream<Arguments> columns() {
        return Stream.of(
                arguments("boolean", "BOOLEAN", List.of("true", "false")),
                arguments("tinyint", "INTEGER", List.of("(-128)::TINYINT", "127::TINYINT")),
                arguments("utinyint", "INTEGER", List.of("255::UTINYINT")),
                arguments("usmallint", "INTEGER", List.of("65535::USMALLINT")),
                arguments("integer", "INTEGER", List.of("(-2147483648)::INTEGER", "2147483647", "0")),
                arguments("uinteger", "BIGINT", List.of("4294967295::UINTEGER")),
                arguments("bigint", "BIGINT", List.of("(-9223372036854775808)::BIGINT", "9223372036854775807")),
                arguments("ubigint", "DECIMAL(20,0)", List.of("18446744073709551615::UBIGINT")),
                arguments("hugeint", "DECIMAL(38,0)", List.of("(-99999999999999999999999999999999999999)::HUGEINT")),
                arguments("float", "FLOAT", List.of("'nan'::FLOAT", "'inf'::FLOAT", "1.5::FLOAT", "'-0.0'::FLOAT")),
                arguments(
                        "double",
                        "DOUBLE",
                        List.of("'nan'::DOUBLE", "'-inf'::DOUBLE", "1e308::DOUBLE", "0.0::DOUBLE", "5e-324::DOUBLE")),
                arguments("decimal4", "DECIMAL(4,2)", List.of("(-99.99)::DECIMAL(4,2)", "0.01::DECIMAL(4,2)")),
                arguments("decimal18", "DECIMAL(18,18)", List.of("0.999999999999999999::DECIMAL(18,18)")),
                arguments(
                        "decimal38",
                        "DECIMAL(38,10)",
                        List.of(
                                "9999999999999999999999999999.9999999999::DECIMAL(38,10)",
                                "(-0.0000000001)::DECIMAL(38,10)")),
                arguments("varchar", "VARCHAR", List.of("''", "'a'", "'Z'", "'é'", "repeat('a', 300)", "chr(128512)")),
                arguments("zero bytes", "VARCHAR", List.of("'x' || chr(0)", "'x' || chr(0) || 'y'")),
                arguments("long strings", "VARCHAR", List.of("repeat(chr(1114111), 100)", "repeat('é', 300)")),
                arguments(
                        "sixteen", "VARCHAR", List.of("repeat('m', 16)", "repeat('m', 17)", "repeat(chr(65535), 17)")),
                arguments("enum", "VARCHAR", List.of("'b'::ENUM('b', 'a')", "'a'::ENUM('b', 'a')")),
                arguments("json", "VARCHAR", List.of("'{\"a\": [1]}'::JSON")),
                arguments("bit", "VARCHAR", List.of("'0101'::BIT")),
                arguments("blob", "BLOB", List.of("''::BLOB", "'\\x00\\xFF'::BLOB", "repeat('\\xFF', 40)::BLOB")),
                arguments(
                        "uuid",
                        "UUID",
                        List.of(
                                "'00000000-0000-0000-0000-000000000001'::UUID",
                                "'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID",
                                "'80000000-0000-0000-0000-000000000000'::UUID")),
                arguments(
                        "date",
                        "DATE",
                        List.of("DATE '0001-01-01'", "DATE '9999-12-31'", "DATE '1969-12-31'", "DATE '2024-02-29'")),
                arguments("far dates", "DATE", List.of("DATE '0044-03-15 (BC)'", "DATE '12000-01-01'")),
                arguments("time", "TIME", List.of("TIME '00:00:00'", "TIME '23:59:59.999999'")),
                arguments(
                        "timestamp",
                        "TIMESTAMP",
                        List.of(
                                "TIMESTAMP '1969-12-31 23:59:59.999999'",
                                "TIMESTAMP '2024-02-29 12:00:00.1'",
                                "TIMESTAMP '0001-01-01 00:00:00'")),
                arguments("timestamp_s", "TIMESTAMP", List.of("'2024-02-29 12:00:01'::TIMESTAMP_S")),
                arguments("timestamp_ms", "TIMESTAMP", List.of("'2024-02-29 12:00:01.123'::TIMESTAMP_MS")),
                arguments(
                        "timestamptz",
                        "TIMESTAMP WITH TIME ZONE",
                        List.of(
                                "TIMESTAMPTZ '2024-07-01 12:00:00.5+02'",
                                "TIMESTAMPTZ '1900-01-01 00:00:00+00'",
                                "TIMESTAMPTZ '2024-11-03 01:30:00-04'")),
                arguments("array", "INTEGER[]", List.of("[1, 2]::SMALLINT[2]", "[NULL, 3]::SMALLINT[2]")),
                arguments("list", "VARCHAR[]", List.of("['a', NULL]", "[]::VARCHAR[]")),
                arguments("map", "MAP(VARCHAR, INTEGER)", List.of("MAP {'k': 1, '': NULL}", "MAP {'z': 2}")),
                arguments(
                        "struct",
                        "STRUCT(\"A b\" INTEGER, \"c\" VARCHAR[])",
                        List.of("{'A b': 1::TINYINT, 'c': ['x']}", "{'A b': NULL::TINYINT, 'c': NULL}")),
                arguments(
                        "deep",
                        "STRUCT(\"m\" MAP(VARCHAR, STRUCT(\"d\" DATE)[]))",
                        List.of("{'m': MAP {'k': [{'d': DATE '2024-01-01'}, NULL]}}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("columns")
    void every_value_of_every_type_is_kept_and_found(String name, String type, List<String> values)
            throws SQLException {
        String select = values.stream().map(v -> "SELECT " + v + " AS v").collect(Collectors.joining(" UNION ALL "));
        String expected = "(SELECT CAST(v AS " + type + ") AS v FROM (" + select + "))";
        replace(select + " UNION ALL SELECT NULL");

        assertThat(tables.state(table).orElseThrow().columns())
                .extracting(Column::type)
                .containsExactly(type);
        assertThat(rows("SELECT DISTINCT typeof(v) FROM " + sql()))
                .isEqualTo(rows("SELECT DISTINCT typeof(v) FROM " + expected));
        assertThat(rows("SELECT count(*), count(v) FROM " + sql()))
                .containsExactly((values.size() + 1) + "|" + values.size());
        assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE v IS NULL")).containsExactly("1");
        for (String value : values) {
            for (String operator : List.of("=", "<=", ">=")) {
                String where = " WHERE v " + operator + " CAST(" + value + " AS " + type + ")";
                assertThat(rows("SELECT count(*) FROM " + sql() + where))
                        .as("%s %s", operator, value)
                        .isEqualTo(rows("SELECT count(*) FROM " + expected + where));
            }
        }
        assertThat(rows("SELECT v::VARCHAR FROM " + sql() + " WHERE v IS NOT NULL ORDER BY v"))
                .isEqualTo(rows("SELECT v::VARCHAR FROM " + expected + " ORDER BY v"));
    }

    @Test
    void a_huge_number_beyond_the_widest_decimal_fails_the_query() {
        assertThatThrownBy(() -> replace("SELECT 170141183460469231731687303715884105727::HUGEINT AS v"))
                .isInstanceOfSatisfying(
                        FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_FAILED));
        assertThat(tables.state(table)).isEmpty();
    }

    @Nested
    class A_namespace {

        @Test
        void is_made_with_those_round_it_and_may_be_there() throws SQLException {
            List<String> nested = List.of(namespace, "Inner", "deep");
            tables.ensureNamespace(nested);
            tables.ensureNamespace(nested);
            TableName deep = new TableName(nested, "T");
            try (StagedWrite staged = tables.stage(
                    TableWrite.builder(deep).select("SELECT 1 AS a").build())) {
                staged.commit();
            }
            assertThat(tables.state(deep).orElseThrow().table().toString()).isEqualTo(namespace + ".inner.deep.t");
        }
    }

    @Override
    TableWrite.Builder write(String select) {
        return super.write(select).putSummary(TableWrite.NODE, "model.demo.t").putSummary(TableWrite.ATTEMPT, "1");
    }

    private static Basis nothing() {
        return Basis.seen(Optional.empty());
    }
}

package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.floe.ErrorCode;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.Column;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of every type that DuckDB has, and of queries that are made to be awkward, each row in a file of its own: DuckDB and PyIceberg read
 * just what the query gives, whether files are skipped by their metrics or not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryTypeIT {
    /** One file for each row, by a column that every query has. */
    private static final TableLayout FILE_PER_ROW = new TableLayout(List.of("i"), List.of(), Map.of());

    /** What DuckDB's own table of types has and Iceberg has not, as its columns are called in SQL. */
    private static final List<String> REFUSED =
            List.of("bignum", "time_ns", "timestamp_ns", "time_tz", "interval", "\"union\"", "geometry");

    @TempDir
    static Path folder;

    private final String namespace = "floe_" + UUID.randomUUID().toString().substring(0, 8);
    private int tablesMade;
    private AttachedFixture fixture;
    private IcebergTables tables;

    @BeforeAll
    void open() throws SQLException {
        fixture = new AttachedFixture(
                TwoTierFiles.write(folder, CatalogUnderTest.get(), "default").load());
        tables = IcebergTables.open(fixture.catalog(), fixture.session(), fixture.redactor());
        tables.ensureNamespace(List.of(namespace));
    }

    @AfterAll
    void close() {
        tables.close();
        fixture.close();
    }

    /** The least and the greatest value of every type, and null. */
    @Test
    void DuckDBs_own_table_of_types_is_kept() throws SQLException {
        assertKept("SELECT row_number() OVER () AS i, * EXCLUDE (" + String.join(", ", REFUSED)
                // PyIceberg (0.12) reads a null list of structs as an empty one.
                + ", fixed_struct_array) REPLACE (least(uhugeint, repeat('9', 38)::UHUGEINT) AS uhugeint,"
                + " greatest(least(hugeint, repeat('9', 38)::HUGEINT), -repeat('9', 38)::HUGEINT) AS hugeint,"
                + " coalesce(array_of_structs, []) AS array_of_structs) FROM test_all_types()");
    }

    static Stream<Arguments> refusals() {
        Stream<Arguments> types = REFUSED.stream()
                .map(column -> arguments("SELECT " + column + " AS x FROM test_all_types()", "column x is "));
        return Stream.concat(
                types,
                Stream.of(
                        arguments("SELECT 1::VARIANT AS x", "column x is VARIANT: cast it to JSON"),
                        arguments(
                                "SELECT [row(1, 'x')] AS x",
                                "column x[] is STRUCT(INTEGER, VARCHAR): give its fields names"),
                        arguments("SELECT 1 AS \"a.b\", {'b': 3} AS a", "(a.b)"),
                        arguments("SELECT {'x': {'y': 1}, 'x.y': 2} AS s", "(s.x.y)"),
                        arguments("SELECT 1 AS __duckdb_field_id", "keeps the name __duckdb_field_id"),
                        arguments("SELECT [{'__duckdb_field_id': 1}] AS l", "(l.element.__duckdb_field_id)"),
                        arguments("SELECT 1 AS i, 2 AS a, 3 AS A", "(a, A)"),
                        arguments("SELECT 1 AS i, 2 AS a, 3 AS a_1, 4 AS a", "(a, a)")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_cannot_be_kept_is_refused_and_said_how_else(String query, String told) {
        IcebergException e = catchThrowableOfType(IcebergException.class, () -> write(query));
        assertThat(e).isNotNull();
        assertThat(e.code()).isIn(ErrorCode.TYPE_UNSUPPORTED, ErrorCode.SCHEMA_INVALID);
        assertThat(e).hasMessageContaining(told);
    }

    static List<String> queries() {
        return List.of(
                // names
                "SELECT 1 AS i, 2 AS \"a.b\", {'b': 3, 'c.d': 4} AS c",
                "SELECT 1 AS i, 2 AS \"select\", 3 AS \"a b\", 4 AS \"a\"\"b\", 5 AS \"'\", 6 AS \"%\", 7 AS \"{}\","
                        + " 8 AS \"\n\", 9 AS \"😀\", 10 AS \"\\\", 11 AS \"?\", 12 AS \"$1\", 13 AS \"--\", 14 AS \"/*\","
                        + " 15 AS \";\", 16 AS \" \", 17 AS \"1\"",
                "SELECT 1 AS I, 2 AS \"ÀÉ\", 3 AS \"İ\", 4 AS \"ß\"",
                "SELECT 1 AS i, 2 AS filename, 3 AS file_row_number, 4 AS rowid, 5 AS element, 6 AS key, 7 AS value,"
                        + " 8 AS __floe_partition_0, 9 AS q, 10 AS p, 11 AS file_index",
                "SELECT 1 AS i, 2 AS _file, 3 AS _pos, 4 AS _row_id, 5 AS _last_updated_sequence_number, 6 AS _deleted,"
                        + " 7 AS _partition, 8 AS _spec_id",
                "SELECT 1 AS i, {'element': 1, 'key': 2, 'value': 3} AS s, [{'element': 1}] AS l,"
                        + " MAP {'key': {'value': 1, 'key': 2}} AS m",
                "SELECT 1 AS i, {'a b': 1, 'c\"d': 2, 'e.f': 3, 'g,h': 4, 'i)': 5, 'j(': 6} AS s",
                "SELECT 1 AS i, {'A': {'B': [MAP {'X': {'Y': [1, NULL]}}]}} AS deep",
                "SELECT 1 AS i, 1 + 1, upper('x'), count(*) FROM range(3)",
                // nothing
                "SELECT i, NULL AS n, [NULL] AS ln, {'x': NULL} AS sn, [] AS le, MAP {} AS me, MAP {'k': NULL} AS mn"
                        + " FROM range(3) r(i)",
                "SELECT i, NULL::VARCHAR AS v, NULL::STRUCT(a INTEGER, b VARCHAR[]) AS s, NULL::MAP(INTEGER, DATE) AS m,"
                        + " NULL::UUID[] AS u, NULL::DECIMAL(38,38) AS d FROM range(5) r(i)",
                "SELECT i, i::VARCHAR AS v, [i] AS l, {'x': i} AS s, MAP {i: i} AS m FROM range(0) r(i)",
                // values
                "SELECT i, u, [u, NULL] AS us, {'u': u} AS su, MAP {coalesce(u, '00000000-0000-0000-0000-000000000009'::UUID): u}"
                        + " AS mu FROM (VALUES (1, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID),"
                        + " (2, '00000000-0000-0000-0000-000000000000'::UUID), (3, '80000000-0000-4000-8000-000000000001'::UUID),"
                        + " (4, NULL), (5, '7fffffff-0000-4000-8000-000000000001'::UUID)) t(i, u)",
                "SELECT i, MAP {i: 'x'} AS mi, MAP {{'a': i, 'b': 'k'}: i} AS ms, MAP {d: [i, NULL]} AS md, MAP {[i]: 1} AS ml,"
                        + " MAP {0.5: NULL::VARCHAR} AS mf FROM (SELECT 1 AS i, DATE '2024-01-01' AS d)",
                "SELECT i, (s || '9')::DECIMAL(1,0) AS d1, (s || '0.' || repeat('9', 38))::DECIMAL(38,38) AS d2,"
                        + " (s || repeat('9', 38))::DECIMAL(38,0) AS d3, (s || repeat('9', 19))::DECIMAL(19,0) AS d4,"
                        + " (s || repeat('9', 9))::DECIMAL(9,0) AS d5, 0.1::DECIMAL(10,9) AS d6 FROM (VALUES (1, ''), (2, '-')) t(i, s)",
                "SELECT i, repeat('x', 5000000) AS v, repeat('é', 300 + i::INT) AS w, repeat('\\xAB', 3000000)::BLOB AS b,"
                        + " repeat(chr(0), 20) AS z FROM range(3) r(i)",
                "SELECT i, ts, ts::TIMESTAMP_S AS s, ts::TIMESTAMP_MS AS ms, ts::TIMESTAMPTZ AS tz, ts::DATE AS d, ts::TIME AS t,"
                        + " [ts::TIMESTAMP_S] AS ls, {'ms': ts::TIMESTAMP_MS} AS sms FROM (VALUES"
                        + " (1, TIMESTAMP '0001-01-01 00:00:00'), (2, TIMESTAMP '1582-10-04 23:59:59.999999'),"
                        + " (3, TIMESTAMP '9999-12-31 23:59:59.999999'), (4, TIMESTAMP '1970-01-01 00:00:00'), (5, NULL),"
                        + " (6, TIMESTAMP '1969-12-31 23:59:59.999999'), (7, TIMESTAMP '200000-01-10 04:00:54.775806'),"
                        + " (8, TIMESTAMP '4000-12-22 (BC) 00:00:00')) t(i, ts)",
                "SELECT i, ts, ts::TIMESTAMPTZ AS tz, ts::DATE AS d FROM (VALUES (1, 'infinity'::TIMESTAMP),"
                        + " (2, '-infinity'::TIMESTAMP), (3, NULL)) t(i, ts)",
                "SELECT i, 'a' COLLATE NOCASE AS c, 'x'::ENUM('x', 'it''s', 'a,b)', '\"') AS e, ['x'::ENUM('x')] AS le,"
                        + " '{\"a\":1}'::JSON AS j, ['1'::JSON] AS lj, '101'::BIT AS b, {'b': '1'::BIT} AS sb,"
                        + " MAP {'k': '[1]'::JSON} AS mj FROM range(2) r(i)",
                "SELECT i, 1::UTINYINT AS a, [255::UTINYINT] AS b, {'c': 65535::USMALLINT} AS c,"
                        + " MAP {1::TINYINT: 4294967295::UINTEGER} AS d, [18446744073709551615::UBIGINT] AS e,"
                        + " [1::HUGEINT, NULL] AS f, {'g': [{'h': 1::UHUGEINT}]} AS g, ARRAY_VALUE(1::SMALLINT, NULL, 3) AS h, ARRAY_VALUE({'a': 1}, NULL) AS hs,"
                        + " ARRAY_VALUE(ARRAY_VALUE(1.5::FLOAT)) AS k FROM range(2) r(i)",
                "SELECT i, 'nan'::FLOAT AS a, '-0.0'::FLOAT AS b, 'inf'::DOUBLE AS c, CASE i WHEN 0 THEN 'nan' WHEN 1 THEN '-inf'"
                        + " WHEN 2 THEN '1e-320' END::DOUBLE AS d, ['nan'::DOUBLE, -0.0] AS e, {'f': 'nan'::FLOAT} AS f"
                        + " FROM range(4) r(i)",
                // shapes
                "FROM (SELECT 1 AS i, 2 AS x)",
                "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 5) SELECT * FROM t",
                "FROM (SELECT i, i % 3 AS k, i * 2 AS v FROM range(9) r(i)) SELECT i, k, v ORDER BY v DESC LIMIT 5",
                "PIVOT (SELECT i % 2 AS i, i % 3 AS k, i AS v FROM range(9) r(i)) ON k IN (0, 1, 2) USING sum(v) GROUP BY i",
                "PIVOT (SELECT i % 2 AS i, i % 3 AS k, i AS v FROM range(9) r(i)) ON k USING sum(v) GROUP BY i",
                "UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME n VALUE i",
                "SELECT unnest([1, 2, 3]) AS i, unnest([{'a': 1}], recursive := true)",
                "SELECT i, sum(i) OVER () AS s, count(*) FILTER (i > 1) OVER () AS c, avg(i) OVER () AS a, (i / 3) AS d,"
                        + " i // 2 AS f, i::HUGEINT * i AS h FROM range(4) r(i)",
                "(SELECT 1 AS i) UNION ALL (SELECT 2) -- end");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void what_a_query_gives_is_kept(String query) throws SQLException {
        assertKept(query);
    }

    @Test
    void two_thousand_columns_are_kept() throws SQLException {
        String columns = IntStream.range(0, 2_000)
                .mapToObj(c -> switch (c % 4) {
                    case 0 -> c + " AS \"column " + c + "\"";
                    case 1 -> "'" + c + "' AS c" + c;
                    case 2 -> "[" + c + "] AS c" + c;
                    default -> "{'f': DATE '2024-01-01' + " + c + "} AS c" + c;
                })
                .collect(Collectors.joining(", "));
        String query = "SELECT 1 AS i, " + columns;
        assertSame(query, write(query), List.of("column 0", "c1", "column 1996"));
    }

    private void assertKept(String query) throws SQLException {
        TableName table = write(query);
        List<String> pruned = columns(table).stream()
                .filter(column -> column.type().matches("DECIMAL\\([0-9,]+\\)|[A-Z ]+")
                        && !column.type().equals("BLOB"))
                .map(Column::name)
                // PyIceberg (0.12) takes the dot for the way into a struct, and asks nothing of one name at all.
                .filter(name -> !name.contains(".") && !name.equals("%"))
                .toList();
        assertSame(query, table, pruned);
    }

    private void assertSame(String query, TableName table, List<String> pruned) throws SQLException {
        String expected = expected(query, columns(table));
        String found = "SELECT * FROM " + Sql.qualified(fixture.alias(), namespace, table.name());
        assertThat(ask(expected + " EXCEPT ALL " + found)).as("what is lost").isEmpty();
        assertThat(ask(found + " EXCEPT ALL " + expected))
                .as("what was never there")
                .isEmpty();
        Path file = folder.resolve(table.name() + ".parquet");
        execute("COPY (" + expected + ") TO " + Sql.literal(file.toString()) + " (FORMAT parquet)");
        assertThat(Witness.get().differences(List.of(namespace), table.name(), file, pruned))
                .isEmpty();
    }

    private List<Column> columns(TableName table) {
        return tables.state(table).orElseThrow().columns();
    }

    /** The query with the names and types that the table has. */
    private static String expected(String query, List<Column> columns) {
        String names =
                columns.stream().map(column -> Sql.identifier(column.name())).collect(Collectors.joining(", "));
        return columns.stream()
                .map(column -> "CAST(" + Sql.identifier(column.name()) + " AS " + column.type() + ") AS "
                        + Sql.identifier(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM (\n" + query + "\n) AS t(" + names + ")"));
    }

    private TableName write(String query) {
        TableName table = TableName.of(namespace, "t" + ++tablesMade);
        try (StagedWrite staged = tables.stage(TableWrite.builder(table)
                .select(query)
                .layout(query.contains(" AS i") || query.contains("(i") ? FILE_PER_ROW : TableLayout.PLAIN)
                .build())) {
            staged.commit();
        }
        return table;
    }

    private List<String> ask(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT t::VARCHAR FROM (\n" + sql + "\n) AS t")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.duckdb.Sql;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Readers that skip files by their metrics find the rows that are there, for values that are hard to bound: each row lies in a file of
 * its own, DuckDB and PyIceberg look for it, and DuckDB says over the query itself what should be found. There is no UUID among them:
 * PyIceberg (0.12) cannot give an empty result of a table with one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrunedReadsIT {
    private static final int ROWS = 8;

    @TempDir
    static Path folder;

    private final TableName table =
            TableName.of("floe_" + UUID.randomUUID().toString().substring(0, 8), "values");
    private AttachedFixture fixture;

    /** A column with its values; what one is called in PyIceberg's expressions is in the second list, nothing where it has no words for it. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists are of List.of
    enum Values {
        TRUTH("BOOLEAN", List.of("true", "false"), List.of("true", "false")),
        SMALL("TINYINT", List.of("-128", "0", "127"), List.of("-128", "0", "127")),
        WHOLE("INTEGER", List.of("-2147483648", "-1", "2147483647"), List.of("-2147483648", "-1", "2147483647")),
        LARGE(
                "BIGINT",
                List.of("-9223372036854775808", "0", "9223372036854775807"),
                List.of("-9223372036854775808", "0", "9223372036854775807")),
        HUGE("HUGEINT", List.of("-99999999999999999999999999999999999999", "0", "7"), List.of("", "0", "7")),
        UNSIGNED("UBIGINT", List.of("0", "18446744073709551615"), List.of("0", "18446744073709551615")),
        MONEY("DECIMAL(9,2)", List.of("-9999999.99", "-0.01", "0.00", "9999999.99"), List.of("-9999999.99", "-0.01")),
        WIDE(
                "DECIMAL(38,10)",
                List.of("9999999999999999999999999999.9999999999", "-0.0000000001", "0"),
                List.of("", "-0.0000000001")),
        SINGLE(
                "FLOAT",
                List.of("'nan'", "'-inf'", "'inf'", "'-0.0'", "0.0", "1.5"),
                List.of("", "", "", "", "", "1.5")),
        FLOATING(
                "DOUBLE",
                List.of("'nan'", "'-inf'", "'inf'", "'-0.0'", "0.0", "5e-324", "-1.5"),
                List.of("", "", "", "", "", "", "-1.5")),
        TEXT(
                "VARCHAR",
                List.of("''", "'Z'", "'a'", "'é'", "'zzzzzzzzzzzzzzzzzzzz'", "chr(128512)", "repeat(chr(1114111), 40)"),
                List.of("", "'Z'", "'a'", "'é'", "'zzzzzzzzzzzzzzzzzzzz'")),
        LONG_TEXT(
                "VARCHAR",
                List.of("repeat('m', 16)", "repeat('m', 17)", "repeat('é', 300)", "repeat(chr(65535), 17)"),
                List.of("'mmmmmmmmmmmmmmmm'", "'mmmmmmmmmmmmmmmmm'")),
        BYTES("BLOB", List.of("''", "'\\x00\\xFF'", "repeat('\\xFF', 40)::BLOB"), List.of()),
        DAY(
                "DATE",
                List.of("'0001-01-01'", "'1969-12-31'", "'2024-02-29'", "'9999-12-31'"),
                List.of("'0001-01-01'", "'1969-12-31'", "'2024-02-29'", "'9999-12-31'")),
        FAR_DAY("DATE", List.of("'0044-03-15 (BC)'", "'12000-01-01'", "'infinity'", "'2000-01-01'"), List.of()),
        CLOCK("TIME", List.of("'00:00:00'", "'23:59:59.999999'"), List.of("'00:00:00'", "'23:59:59.999999'")),
        MOMENT(
                "TIMESTAMP",
                List.of("'0001-01-01 00:00:00'", "'1969-12-31 23:59:59.999999'", "'2024-02-29 12:00:00.1'"),
                List.of("", "'1969-12-31T23:59:59.999999'", "'2024-02-29T12:00:00.100000'")),
        ZONED(
                "TIMESTAMPTZ",
                List.of("'1900-01-01 00:00:00+00'", "'2024-07-01 12:00:00.5+02'", "'2024-11-03 01:30:00-04'"),
                List.of("'1900-01-01T00:00:00+00:00'", "'2024-07-01T10:00:00.500000+00:00'"));

        private final String type;
        private final List<String> values;
        private final List<String> python;

        Values(String type, List<String> values, List<String> python) {
            this.type = type;
            this.values = values;
            this.python = python;
        }

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The value of a row; the rows after the last value are null. */
        String value(int row) {
            return "CAST(" + (row < values.size() ? values.get(row) : "NULL") + " AS " + type + ")";
        }
    }

    private static String select() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "SELECT " + row + " AS i, NULL::VARCHAR AS nothing, "
                        + List.of(Values.values()).stream()
                                .map(each -> each.value(row) + " AS " + each.column() + ", {'v': " + each.value(row)
                                        + "} AS s_" + each.column())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" UNION ALL "));
    }

    @BeforeAll
    void write() throws SQLException {
        fixture = new AttachedFixture(
                TwoTierFiles.write(folder, CatalogUnderTest.get(), "default").load());
        try (IcebergTables tables = IcebergTables.open(fixture.catalog(), fixture.session(), fixture.redactor())) {
            tables.ensureNamespace(table.namespace());
            try (StagedWrite staged = tables.stage(TableWrite.builder(table)
                    .select(select())
                    .layout(new TableLayout(List.of("i"), List.of(), Map.of()))
                    .build())) {
                assertThat(staged.files()).hasSize(ROWS);
                staged.commit();
            }
        }
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void are_those_that_read_everything(Values values) throws SQLException {
        for (String column : List.of(values.column(), "s_" + values.column() + ".v")) {
            assertSame(column + " IS NULL");
            assertSame(column + " IS NOT NULL");
            for (int row = 0; row < values.values.size(); row++) {
                for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
                    assertSame(column + " " + operator + " " + values.value(row));
                }
            }
        }
        for (int row = 0; row < values.python.size(); row++) {
            String python = values.python.get(row);
            for (String operator : python.isEmpty() ? List.<String>of() : operators(values)) {
                String expected = ask("SELECT count(*) FROM (" + select() + ") WHERE " + values.column() + " "
                                + operator + " " + values.value(row))
                        .get(0);
                assertThat(Witness.get()
                                .count(
                                        table.namespace(),
                                        table.name(),
                                        values.column() + " " + operator + " " + python))
                        .as("%s %s %s", values.column(), operator, python)
                        .isEqualTo(Long.parseLong(expected));
            }
        }
        assertThat(Witness.get().count(table.namespace(), table.name(), values.column() + " IS NULL"))
                .isEqualTo(ROWS - values.values.size());
        assertThat(Witness.get().count(table.namespace(), table.name(), "nothing IS NULL"))
                .isEqualTo(ROWS);
    }

    /** NaN is the greatest of all to DuckDB, and nothing's equal or better to PyIceberg: ranges of floats are not the same question. */
    private static List<String> operators(Values values) {
        return values == Values.SINGLE || values == Values.FLOATING
                ? List.of("=")
                : values == Values.TRUTH ? List.of("=") : List.of("=", "<", "<=", ">", ">=");
    }

    private void assertSame(String condition) throws SQLException {
        assertThat(ask("SELECT i FROM "
                        + Sql.qualified(fixture.alias(), table.namespace().get(0), table.name()) + " WHERE " + condition
                        + " ORDER BY i"))
                .as(condition)
                .isEqualTo(ask("SELECT i FROM (" + select() + ") WHERE " + condition + " ORDER BY i"));
    }

    private List<String> ask(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}

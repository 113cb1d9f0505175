package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "''",
            "\"\"",
            ";",
            "--",
            "/*",
            "*/",
            "\\",
            "\\'",
            "\n",
            "\r\n",
            "\t",
            "$$",
            "$1",
            "?",
            "%",
            "_",
            "{{",
            "}}",
            ".",
            ",",
            "(",
            ")",
            "[",
            "]",
            " ",
            "a",
            "Z",
            "0",
            "é",
            "ß",
            "İ",
            "日本",
            "😀",
            "\u0001",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "select",
            "drop table t",
            "E'",
            "x'",
            "\\x00",
            "\\u0000");

    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyLiteralIsReadBackAsItIs() throws SQLException {
        for (String text : hostileTexts(400)) {
            assertThat(Rows.one(connection, "SELECT " + Sql.literal(text))).isEqualTo(text);
        }
    }

    @Test
    void everyIdentifierNamesTheColumnThatItSays() throws SQLException {
        for (String name : hostileTexts(400)) {
            if (name.isEmpty()) {
                continue;
            }
            String sql = "SELECT " + Sql.qualified("t", name) + " FROM (SELECT 42 AS " + Sql.identifier(name) + ") t";
            assertThat(Rows.one(connection, sql)).isEqualTo("42");
        }
    }

    @Test
    void hostileNamesWorkForSchemasAndTables() throws SQLException {
        for (String name : hostileTexts(60)) {
            if (name.isEmpty()) {
                continue;
            }
            String table = Sql.qualified("memory", "s " + name, "t " + name);
            Rows.run(connection, "CREATE SCHEMA " + Sql.qualified(List.of("memory", "s " + name)));
            Rows.run(connection, "CREATE TABLE " + table + " AS SELECT " + Sql.literal(name) + " AS v");
            assertThat(Rows.one(connection, "SELECT v FROM " + table)).isEqualTo(name);
            Rows.run(connection, "DROP SCHEMA " + Sql.qualified("memory", "s " + name) + " CASCADE");
        }
    }

    @Test
    void aListOfLiteralsKeepsItsOrder() throws SQLException {
        assertThat(Rows.one(connection, "SELECT array_to_string(" + Sql.literals(List.of("b'", "a,", "]")) + ", '|')"))
                .isEqualTo("b'|a,|]");
        assertThat(Rows.one(connection, "SELECT len(" + Sql.literals(List.of()) + ")"))
                .isEqualTo("0");
    }

    @Test
    void whatSqlCannotHoldIsRefused() {
        assertThatThrownBy(() -> Sql.literal("a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL")
                .hasMessageContaining("index 1");
        assertThatThrownBy(() -> Sql.identifier("a\ud800")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Sql.identifier("\udc00a")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Sql.identifier("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> Sql.qualified(List.of())).hasMessageContaining("at least one part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a-b", "1a", "a'", "a)", "ä", "a.b", "a;", "a\n"})
    void anOptionNameIsRefusedUnlessPlain(String name) {
        assertThatThrownBy(() -> Sql.optionName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionNamesAreUpperCaseInEveryLocale() {
        assertThat(Sql.optionName("client_id")).isEqualTo("CLIENT_ID");
    }

    private static List<String> hostileTexts(int count) {
        Random random = new Random(20261124);
        List<String> texts = new ArrayList<>(PIECES);
        while (texts.size() < count) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(7); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}

package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What DuckDB writes into the catalog by itself, as PyIceberg reads it. */
class NativeTablesIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    private final CatalogUnderTest catalog = CatalogUnderTest.get();
    private Connection connection;

    @BeforeEach
    void attach() throws SQLException {
        connection = catalog.duckDb();
        execute(catalog.attachStatement("lake"));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void valuesOfAllCommonTypesArriveAsTheyWere() throws SQLException {
        catalog.prepareNativeCreate(NAMESPACE.levels(), "types");
        execute(
                "CREATE TABLE " + table("types")
                        + " AS SELECT 1 AS id, 9223372036854775807 AS big, true AS flag, 1.5::DOUBLE AS ratio,"
                        + " 12345.6789::DECIMAL(18, 4) AS amount, 'größe 🌊' AS word, DATE '2026-11-24' AS day,"
                        + " TIMESTAMP '2026-11-24 08:15:30.123456' AS at, '\\xDE\\xAD'::BLOB AS bytes, NULL::INTEGER AS nothing");

        assertThat(Witness.get().rows(NAMESPACE.levels(), "types"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("id", 1)
                        .containsEntry("big", Long.MAX_VALUE)
                        .containsEntry("flag", true)
                        .containsEntry("ratio", 1.5)
                        .containsEntry("amount", "12345.6789")
                        .containsEntry("word", "größe 🌊")
                        .containsEntry("day", "2026-11-24")
                        .containsEntry("at", "2026-11-24T08:15:30.123456")
                        .containsEntry("bytes", "3q0=")
                        .containsEntry("nothing", null));
    }

    @Test
    void aSecondRunReplacesTheRowsAndKeepsTheHistory() throws SQLException {
        catalog.prepareNativeCreate(NAMESPACE.levels(), "runs");
        execute("CREATE TABLE " + table("runs") + " AS SELECT i AS n FROM range(3) r(i)");
        execute("BEGIN");
        execute("DELETE FROM " + table("runs"));
        execute("INSERT INTO " + table("runs") + " SELECT i + 10 FROM range(2) r(i)");
        execute("COMMIT");

        Witness witness = Witness.get();
        assertThat(witness.rows(NAMESPACE.levels(), "runs", "n")).containsExactly(Map.of("n", 10), Map.of("n", 11));
        long first =
                witness.describe(NAMESPACE.levels(), "runs").snapshots().get(0).id();
        assertThat(witness.rowsAt(first, NAMESPACE.levels(), "runs", "n"))
                .containsExactly(Map.of("n", 0), Map.of("n", 1), Map.of("n", 2));
    }

    @Test
    void aNestedNamespaceHoldsTables() throws Exception {
        List<String> nested = List.of(NAMESPACE.name(), "silver");
        try (RESTCatalog client = catalog.icebergClient()) {
            client.createNamespace(Namespace.of(nested.toArray(String[]::new)));
        }
        catalog.prepareNativeCreate(nested, "t");
        // DuckDB knows a nested namespace as one schema whose name has dots.
        execute("CREATE TABLE lake." + Sql.identifier(String.join(".", nested)) + ".t AS SELECT 7 AS n");

        assertThat(Witness.get().rows(nested, "t")).containsExactly(Map.of("n", 7));
        assertThat(Witness.get().count(nested, "t", "n > 7")).isZero();
    }

    private static String table(String name) {
        return Sql.qualified("lake", NAMESPACE.name(), name);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

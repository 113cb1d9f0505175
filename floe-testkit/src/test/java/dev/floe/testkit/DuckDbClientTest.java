package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuckDbClientTest {

    private EmbeddedCatalog catalog;
    private Connection connection;

    @BeforeEach
    void attach() throws SQLException {
        catalog = EmbeddedCatalog.builder().principal("root", "s3cr3t").start();
        connection = DriverManager.getConnection("jdbc:duckdb:");
        DuckDbExtensionRepository.load(connection);
        execute("ATTACH '" + catalog.warehouse() + "' AS lake (TYPE iceberg, ENDPOINT '" + catalog.uri()
                + "', OAUTH2_SERVER_URI '" + catalog.tokenUri() + "', CLIENT_ID 'root', CLIENT_SECRET 's3cr3t',"
                + " OAUTH2_SCOPE 'PRINCIPAL_ROLE:ALL', ACCESS_DELEGATION_MODE 'none')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        catalog.close();
    }

    @Test
    void createsASchemaAndATableAndReadsItBack() throws SQLException {
        execute("CREATE SCHEMA IF NOT EXISTS lake.bronze");
        execute("CREATE TABLE lake.bronze.numbers AS SELECT i::INTEGER AS n FROM range(5) t(i)");

        assertThat(query("SELECT n FROM lake.bronze.numbers ORDER BY n")).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void readsATableThatIcebergsLibraryReplaced() throws Exception {
        execute("CREATE SCHEMA lake.bronze");
        execute("CREATE TABLE lake.bronze.numbers AS SELECT 1 AS n");
        try (RESTCatalog rest = rest()) {
            rest.newReplaceTableTransaction(
                            TableIdentifier.of("bronze", "numbers"),
                            new Schema(Types.NestedField.optional(1, "word", Types.StringType.get())),
                            false)
                    .commitTransaction();
        }

        assertThat(query("SELECT column_name FROM (DESCRIBE lake.bronze.numbers)"))
                .containsExactly("word");
    }

    private RESTCatalog rest() {
        RESTCatalog rest = new RESTCatalog();
        Map<String, String> p = new HashMap<>();
        p.put("uri", catalog.uri().toString());
        p.put("warehouse", catalog.warehouse());
        p.put("credential", "root:s3cr3t");
        p.put("scope", "PRINCIPAL_ROLE:ALL");
        p.put("oauth2-server-uri", catalog.tokenUri().toString());
        p.put("io-impl", "org.apache.iceberg.inmemory.InMemoryFileIO");
        rest.initialize("rest", p);
        return rest;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}

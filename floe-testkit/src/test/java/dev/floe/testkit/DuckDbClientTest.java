package dev.floe.testkit;

import static dev.floe.testkit.Clients.execute;
import static dev.floe.testkit.Clients.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DuckDbClientTest {

    @Nested
    class Attached {

        private final RequestLog log = new RequestLog();
        private EmbeddedCatalog catalog;
        private Connection connection;

        @BeforeEach
        void attach() throws SQLException {
            catalog = Clients.catalog().onRequest(log).start();
            connection = Clients.duckDb(catalog);
            execute(connection, "CREATE SCHEMA IF NOT EXISTS lake.bronze");
        }

        @AfterEach
        void close() throws SQLException {
            connection.close();
            catalog.close();
        }

        @Test
        void createsATableFromAQueryAndReadsItBack() throws SQLException {
            execute(connection, "CREATE TABLE lake.bronze.numbers AS SELECT i::INTEGER AS n FROM range(5) t(i)");

            assertThat(query(connection, "SELECT n FROM lake.bronze.numbers ORDER BY n"))
                    .containsExactly("0", "1", "2", "3", "4");
        }

        @Test
        void attachesWithOneTokenAndOneConfiguration() {
            assertThat(log.count("^POST /v1/oauth/tokens")).isEqualTo(1);
            assertThat(log.count("^GET /v1/config\\?warehouse=floe_wh")).isEqualTo(1);
        }

        @Test
        void commitsChangesOfSeveralTablesInOneRequest() throws SQLException {
            execute(connection, "CREATE TABLE lake.bronze.a AS SELECT 1 AS n");
            execute(connection, "CREATE TABLE lake.bronze.b AS SELECT 1 AS n");
            log.clear();

            execute(connection, "BEGIN");
            execute(connection, "INSERT INTO lake.bronze.a VALUES (2)");
            execute(connection, "INSERT INTO lake.bronze.b VALUES (3)");
            execute(connection, "COMMIT");

            assertThat(log.count("^POST .*/transactions/commit")).isEqualTo(1);
            assertThat(query(connection, "SELECT sum(n) FROM (FROM lake.bronze.a UNION ALL FROM lake.bronze.b)"))
                    .containsExactly("7");
        }

        @Test
        void insertsDeletesMergesAndAlters() throws SQLException {
            execute(connection, "CREATE TABLE lake.bronze.t AS SELECT i AS id, 'old' AS word FROM range(4) r(i)");
            execute(connection, "INSERT INTO lake.bronze.t VALUES (4, 'new')");
            execute(connection, "DELETE FROM lake.bronze.t WHERE id = 0");
            execute(
                    connection,
                    "MERGE INTO lake.bronze.t USING (SELECT 1 AS id) s ON (t.id = s.id)"
                            + " WHEN MATCHED THEN UPDATE SET word = 'merged'");
            execute(connection, "ALTER TABLE lake.bronze.t ADD COLUMN more INTEGER");

            assertThat(query(connection, "SELECT id || word || coalesce(more, 0) FROM lake.bronze.t ORDER BY id"))
                    .containsExactly("1merged0", "2old0", "3old0", "4new0");
        }

        @Test
        void givesTheLoserOfTwoWritersAConflict() throws SQLException {
            execute(connection, "CREATE TABLE lake.bronze.t AS SELECT 1 AS n");
            try (Connection other = connection.unwrap(DuckDBConnection.class).duplicate()) {
                execute(connection, "BEGIN");
                execute(other, "BEGIN");
                execute(connection, "INSERT INTO lake.bronze.t VALUES (2)");
                execute(other, "INSERT INTO lake.bronze.t VALUES (3)");
                execute(connection, "COMMIT");

                assertThatThrownBy(() -> execute(other, "COMMIT")).hasMessageContaining("Conflict_409");
            }
            assertThat(query(connection, "SELECT n FROM lake.bronze.t ORDER BY n"))
                    .containsExactly("1", "2");
        }

        @Test
        void renamesATableWhoseOldLocationStaysTaken() throws SQLException {
            execute(connection, "CREATE TABLE lake.bronze.next AS SELECT 1 AS n");
            execute(connection, "ALTER TABLE lake.bronze.next RENAME TO current");

            assertThat(query(connection, "FROM lake.bronze.current")).containsExactly("1");
            assertThatThrownBy(() -> execute(connection, "CREATE TABLE lake.bronze.next AS SELECT 2 AS n"))
                    .hasMessageContaining("conflicts with existing table or namespace");
        }

        @Test
        void createsADroppedTableAnew() throws SQLException {
            execute(connection, "CREATE TABLE lake.bronze.t AS SELECT 1 AS n");
            execute(connection, "DROP TABLE lake.bronze.t");
            execute(connection, "CREATE TABLE lake.bronze.t AS SELECT 2 AS n");

            assertThat(query(connection, "FROM lake.bronze.t")).containsExactly("2");
        }

        @Test
        void takesNamesWithSpacesDotsAndLettersOfAllAlphabets() throws SQLException {
            execute(connection, "CREATE SCHEMA lake.\"gold layer\"");
            for (String name : new String[] {"two words", "with.dot", "größe", "наука", "a+b", "50%", "q?#&=x"}) {
                String table = "lake.\"gold layer\".\"" + name + "\"";
                execute(connection, "CREATE TABLE " + table + " AS SELECT 1 AS n");
                execute(connection, "INSERT INTO " + table + " VALUES (2)");

                assertThat(query(connection, "SELECT sum(n) FROM " + table))
                        .as(name)
                        .containsExactly("3");
            }
        }

        @Test
        void readsATableThatIcebergsLibraryReplaced() throws Exception {
            execute(connection, "CREATE TABLE lake.bronze.numbers AS SELECT 1 AS n");
            try (RESTCatalog rest = Clients.rest(catalog)) {
                Schema words = new Schema(Types.NestedField.optional(1, "word", Types.StringType.get()));
                rest.newReplaceTableTransaction(TableIdentifier.of("bronze", "numbers"), words, false)
                        .commitTransaction();
            }

            assertThat(query(connection, "SELECT column_name FROM (DESCRIBE lake.bronze.numbers)"))
                    .containsExactly("word");
        }

        @Test
        void fetchesANewTokenByItselfWhenItsOwnWasRevoked() throws SQLException {
            execute(connection, "CREATE TABLE lake.bronze.t AS SELECT 1 AS n");
            catalog.revokeTokens();

            execute(connection, "INSERT INTO lake.bronze.t VALUES (2)");

            assertThat(query(connection, "SELECT count(*) FROM lake.bronze.t")).containsExactly("2");
            assertThat(log.count("^POST /v1/oauth/tokens")).isGreaterThanOrEqualTo(2);
        }
    }

    @Nested
    class Refused {

        @Test
        void aWrongSecretIsUnauthorized() {
            assertRefused("floe_wh", Clients.ID, "wrong", "Unauthorized_401", "unauthorized_client");
        }

        @Test
        void anUnknownWarehouseIsNotFound() {
            assertRefused("nowh", Clients.ID, Clients.SECRET, "NotFound_404", "warehouse=nowh");
        }

        private void assertRefused(String warehouse, String id, String secret, String... messages) {
            try (EmbeddedCatalog catalog = Clients.catalog().start()) {
                assertThatThrownBy(() -> {
                            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                                DuckDbExtensionRepository.load(connection);
                                execute(connection, Clients.attach(catalog, warehouse, id, secret));
                            }
                        })
                        .isInstanceOf(SQLException.class)
                        .hasMessageContainingAll(messages);
            }
        }

        @Test
        void aPrincipalWithoutGrantsAttachesAndIsForbiddenAtItsFirstTable() throws SQLException {
            try (EmbeddedCatalog catalog = Clients.catalog()
                            .principal("guest", "guest", Access.NONE)
                            .start();
                    Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                DuckDbExtensionRepository.load(connection);
                execute(connection, Clients.attach(catalog, "floe_wh", "guest", "guest"));

                assertThatThrownBy(() -> execute(connection, "CREATE SCHEMA lake.bronze"))
                        .hasMessageContaining("Forbidden_403");
            }
        }
    }

    @Test
    void worksOnWhenEveryTokenIsGoodForOneCallOnly() throws SQLException {
        AtomicInteger refused = new AtomicInteger();
        try (EmbeddedCatalog catalog = Clients.catalog().start();
                Connection connection = Clients.duckDb(catalog)) {
            catalog.onRequest(request -> {
                if (request.clientId().isPresent()) {
                    catalog.revokeTokens();
                } else if (!request.path().endsWith("/tokens")) {
                    refused.incrementAndGet();
                }
                return Fault.none();
            });
            execute(connection, "CREATE SCHEMA lake.bronze");
            execute(connection, "CREATE TABLE lake.bronze.t AS SELECT 0 AS n");
            for (int i = 1; i <= 5; i++) {
                execute(connection, "INSERT INTO lake.bronze.t VALUES (" + i + ")");
            }

            assertThat(query(connection, "SELECT count(*) FROM lake.bronze.t")).containsExactly("6");
            assertThat(refused).hasValueGreaterThan(10);
        }
    }
}

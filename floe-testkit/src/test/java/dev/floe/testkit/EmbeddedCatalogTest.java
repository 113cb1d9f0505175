package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCatalogTest {

    @TempDir
    private Path folder;

    @Nested
    class WithAStateFile {

        @Test
        void hasItsTablesAndViewsAgainAfterARestart() throws Exception {
            try (EmbeddedCatalog catalog = persistent("floe_wh").start();
                    Connection connection = Clients.duckDb(catalog);
                    RESTCatalog rest = Clients.rest(catalog)) {
                Clients.execute(connection, "CREATE SCHEMA lake.bronze");
                Clients.execute(connection, "CREATE TABLE lake.bronze.t AS SELECT 42 AS n");
                rest.buildView(TableIdentifier.of("bronze", "v"))
                        .withSchema(rest.loadTable(TableIdentifier.of("bronze", "t"))
                                .schema())
                        .withDefaultNamespace(Namespace.of("bronze"))
                        .withQuery("duckdb", "SELECT 1 AS n")
                        .create();
            }
            try (EmbeddedCatalog catalog = persistent("floe_wh").start();
                    Connection connection = Clients.duckDb(catalog);
                    RESTCatalog rest = Clients.rest(catalog)) {
                assertThat(Clients.query(connection, "FROM lake.bronze.t")).containsExactly("42");
                assertThat(rest.viewExists(TableIdentifier.of("bronze", "v"))).isTrue();
                Clients.execute(connection, "DROP TABLE lake.bronze.t");
            }
            try (EmbeddedCatalog catalog = persistent("floe_wh").start();
                    RESTCatalog rest = Clients.rest(catalog)) {
                assertThat(rest.listTables(Namespace.of("bronze"))).isEmpty();
            }
        }

        @Test
        void isTheOnlyOneThatUsesIt() {
            try (EmbeddedCatalog first = persistent("floe_wh").start()) {
                assertThatThrownBy(() -> persistent("floe_wh").start())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("Another catalog is using the state file " + state());
                assertThat(first.warehouse()).isEqualTo("floe_wh");
            }
        }

        @Test
        void refusesTheStateOfAnotherWarehouse() {
            try (EmbeddedCatalog catalog = persistent("one").start()) {
                Clients.call(
                        catalog, Clients.token(catalog), "POST", "/v1/one/namespaces", "{\"namespace\":[\"bronze\"]}");
            }

            assertThatThrownBy(() -> persistent("other").start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(state().toString(), "warehouse one", "not of warehouse other");
            persistent("one").start().close();
        }

        @Test
        void refusesAFileThatIsNoState() throws Exception {
            Files.writeString(state(), "{\"format\":");

            assertThatThrownBy(() -> persistent("floe_wh").start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(state() + " is no state file of a catalog");
        }

        @Test
        void changesNothingWhenTheStateCannotBeWritten() throws Exception {
            try (EmbeddedCatalog catalog = persistent("floe_wh").start()) {
                Files.createDirectory(folder.resolve("state.json.next"));
                String token = Clients.token(catalog);
                int status = Clients.call(
                                catalog, token, "POST", "/v1/floe_wh/namespaces", "{\"namespace\":[\"bronze\"]}")
                        .statusCode();

                assertThat(status).isEqualTo(500);
                assertThat(Clients.call(catalog, token, "GET", "/v1/floe_wh/namespaces/bronze", "")
                                .statusCode())
                        .isEqualTo(404);
            }
        }

        private Path state() {
            return folder.resolve("state.json");
        }

        private EmbeddedCatalog.Builder persistent(String warehouse) {
            return Clients.catalog()
                    .warehouse(warehouse)
                    .storageDirectory(folder.resolve("lake"))
                    .stateFile(state());
        }
    }

    @Test
    void leavesAStorageFolderThatItWasGiven() throws Exception {
        EmbeddedCatalog catalog =
                Clients.catalog().storageDirectory(folder.resolve("lake")).start();
        catalog.close();

        assertThat(catalog.storageDirectory())
                .isEqualTo(folder.resolve("lake").toRealPath())
                .isDirectory();
    }

    @Test
    void takesNoPortThatAnotherOneHas() {
        try (EmbeddedCatalog first = Clients.catalog().start()) {
            int port = first.uri().getPort();

            assertThatThrownBy(() -> Clients.catalog().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Cannot start the catalog on port " + port);
        }
    }

    @Test
    void giveUpItsPortWhenItIsClosed() {
        EmbeddedCatalog first = Clients.catalog().start();
        int port = first.uri().getPort();
        first.close();

        try (EmbeddedCatalog second = Clients.catalog().port(port).start()) {
            assertThat(second.uri()).isEqualTo(first.uri());
        }
    }

    @Test
    void servesAWarehouseWhoseNameNeedsEncoding() throws Exception {
        try (EmbeddedCatalog catalog = Clients.catalog().warehouse("my lake/1").start();
                RESTCatalog rest = Clients.rest(catalog);
                Connection connection = Clients.duckDb(catalog)) {
            rest.createNamespace(Namespace.of("bronze"));

            assertThat(Clients.query(connection, "SELECT schema_name FROM duckdb_schemas() WHERE database_name='lake'"))
                    .contains("bronze");
        }
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> EmbeddedCatalog.builder().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("principal");
        assertThatThrownBy(() -> EmbeddedCatalog.builder().port(65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmbeddedCatalog.builder().warehouse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmbeddedCatalog.builder().principal("", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmbeddedCatalog.builder().tokenLifetime(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.testkit.Access;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.Fault;
import dev.floe.testkit.RequestLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user reads when the catalog says no, and when the catalog is asked at all. */
class CatalogRefusalsTest {
    private static final String ID = "floe-id";
    private static final String SECRET = "planted/s3cr3t+value";

    private final RequestLog requests = new RequestLog();
    private EmbeddedCatalog server;
    private DuckDbSession session;

    @BeforeEach
    void start() {
        server = EmbeddedCatalog.builder()
                .principal(ID, SECRET)
                .principal("reader", SECRET, Access.READ)
                .principal("nobody", SECRET, Access.NONE)
                .tokenLifetime(Duration.ofSeconds(60))
                .onRequest(requests)
                .start();
        session = DuckDbSession.builder().build();
    }

    @AfterEach
    void stop() {
        session.close();
        server.close();
    }

    @Test
    void nothing_is_asked_before_it_is_needed() {
        try (IcebergTables tables = tables(server.uri(), server.warehouse(), ID, SECRET)) {
            assertThat(requests.requests()).isEmpty();
            tables.connect();
            tables.connect();
            assertThat(requests.requests()).hasSize(2);
        }
        requests.clear();
        tables(server.uri(), server.warehouse(), ID, SECRET).close();
        assertThat(requests.requests()).isEmpty();
    }

    @Test
    void a_replacement_costs_two_requests_and_nothing_is_reported_beside_it() {
        try (IcebergTables tables = tables(server.uri(), server.warehouse(), ID, SECRET)) {
            tables.ensureNamespace(List.of("ns"));
            write(tables);
            requests.clear();
            write(tables);
            assertThat(requests.requests()).hasSize(2);
            assertThat(requests.count("^GET .*/tables/t")).isEqualTo(1);
            assertThat(requests.count("^POST .*/tables/t")).isEqualTo(1);
        }
    }

    @Test
    void a_wrong_secret_is_unauthorized() {
        IcebergException e = refusal(server.uri(), server.warehouse(), ID, "wrong-" + SECRET);
        assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNAUTHORIZED);
        assertThat(e)
                .hasMessageContaining("client id")
                .hasMessageContaining(server.uri().toString());
        assertThat(trace(e)).doesNotContain(SECRET);
    }

    @Test
    void an_unknown_warehouse_is_named() {
        IcebergException e = refusal(server.uri(), "nowhere", ID, SECRET);
        assertThat(e.code()).isEqualTo(ErrorCode.WAREHOUSE_NOT_FOUND);
        assertThat(e).hasMessageContaining("nowhere");
    }

    @Test
    void an_address_where_nobody_listens_is_unreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        IcebergException e = refusal(URI.create("http://127.0.0.1:" + port + "/api/catalog"), "floe_wh", ID, SECRET);
        assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNREACHABLE);
        assertThat(e).hasMessageContaining(String.valueOf(port));
    }

    @Test
    void a_host_that_does_not_exist_is_unreachable() {
        IcebergException e = refusal(URI.create("http://no-such-host.invalid/api/catalog"), "floe_wh", ID, SECRET);
        assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNREACHABLE);
    }

    @Test
    void a_failed_login_can_be_tried_again() {
        server.onRequest(request -> Fault.status(401));
        try (IcebergTables tables = tables(server.uri(), server.warehouse(), ID, SECRET)) {
            assertThatThrownBy(tables::connect).isInstanceOf(IcebergException.class);
            server.onRequest(request -> Fault.none());
            assertThatCode(tables::connect).doesNotThrowAnyException();
        }
    }

    @Test
    void a_principal_without_rights_is_told_which_call_was_forbidden() {
        try (IcebergTables tables = tables(server.uri(), server.warehouse(), "nobody", SECRET)) {
            IcebergException e =
                    catchThrowableOfType(IcebergException.class, () -> tables.state(TableName.of("ns", "t")));
            assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_FORBIDDEN);
            assertThat(e.table()).contains(TableName.of("ns", "t"));
            assertThat(e).hasMessageContaining("ns.t");
        }
    }

    @Test
    void a_reader_cannot_replace_and_leaves_no_file() throws IOException {
        try (IcebergTables owner = tables(server.uri(), server.warehouse(), ID, SECRET);
                IcebergTables reader = tables(server.uri(), server.warehouse(), "reader", SECRET)) {
            owner.ensureNamespace(List.of("ns"));
            write(owner);
            long files = files();
            IcebergException e = catchThrowableOfType(IcebergException.class, () -> write(reader));
            assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_FORBIDDEN);
            assertThat(files()).isEqualTo(files);
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_failure_of_storage() throws IOException {
        Files.writeString(server.storageDirectory().resolve("ns"), "in the way");
        try (IcebergTables tables = tables(server.uri(), server.warehouse(), ID, SECRET)) {
            tables.ensureNamespace(List.of("ns"));
            IcebergException e = catchThrowableOfType(IcebergException.class, () -> write(tables));
            assertThat(e.code()).isIn(ErrorCode.STORAGE_FAILED, ErrorCode.CATALOG_FAILED);
            assertThat(e).hasMessageContaining("ns.t");
        }
    }

    @Test
    void a_token_that_ends_is_renewed_before() throws InterruptedException {
        Duration lifetime = Duration.ofSeconds(4);
        RequestLog log = new RequestLog();
        try (EmbeddedCatalog shortLived = EmbeddedCatalog.builder()
                        .principal(ID, SECRET)
                        .tokenLifetime(lifetime)
                        .onRequest(log)
                        .start();
                IcebergTables tables = tables(shortLived.uri(), shortLived.warehouse(), ID, SECRET)) {
            tables.ensureNamespace(List.of("ns"));
            long end = System.nanoTime() + lifetime.plusMillis(100).toNanos();
            while (System.nanoTime() < end || log.count("^POST .*/oauth/tokens") < 2) {
                Thread.sleep(20);
            }
            write(tables);
        }
    }

    @Test
    void closed_tables_refuse_further_work() {
        IcebergTables tables = tables(server.uri(), server.warehouse(), ID, SECRET);
        tables.close();
        tables.close();
        assertThatThrownBy(() -> tables.state(TableName.of("ns", "t"))).isInstanceOf(IllegalStateException.class);
    }

    private IcebergException refusal(URI uri, String warehouse, String id, String secret) {
        try (IcebergTables tables = tables(uri, warehouse, id, secret)) {
            return catchThrowableOfType(IcebergException.class, tables::connect);
        }
    }

    private IcebergTables tables(URI uri, String warehouse, String id, String secret) {
        IcebergRestCatalog catalog = EmbeddedFixture.catalog(uri, warehouse, id, secret);
        return IcebergTables.open(
                catalog,
                session,
                Redactor.of(List.of(catalog.credentials().orElseThrow().clientSecret())));
    }

    private static void write(IcebergTables tables) {
        try (StagedWrite staged = tables.stage(TableWrite.builder(TableName.of("ns", "t"))
                .select("SELECT 1 AS a")
                .build())) {
            staged.commit();
        }
    }

    private long files() throws IOException {
        try (var files = Files.walk(server.storageDirectory())) {
            return files.filter(Files::isRegularFile)
                    .filter(CatalogRefusalsTest::isOfTable)
                    .count();
        }
    }

    private static boolean isOfTable(Path file) {
        return file.toString().contains("/ns/t/");
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedHttp;
import dev.floe.config.Secret;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.HttpOptions;
import dev.floe.duckdb.HttpProxy;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import dev.floe.testkit.TestCertificate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every HTTP option reaches floe's own requests, DuckDB's and commits, or is refused: the table of them. */
class HttpOptionsReachTest {
    private static final String ID = EmbeddedFixture.CLIENT_ID;
    private static final String SECRET = EmbeddedFixture.CLIENT_SECRET;
    private static final DuckDbExtensions EXTENSIONS = DuckDbExtensions.directory(DuckDbExtensionRepository.locate());

    @TempDir
    static Path folder;

    private static EmbeddedCatalog server;
    private static TestCertificate certificate;
    private static TestCertificate ofAnotherHost;
    private static TestCertificate expired;

    /** Who sends requests. */
    enum Room {
        /** floe, then DuckDB. */
        PREFLIGHT,
        /** DuckDB alone. */
        ATTACH,
        /** Iceberg's library. */
        COMMIT;

        void go(URI uri, HttpOptions http) throws SQLException {
            IcebergRestCatalog catalog = reached(EmbeddedFixture.catalog(uri, server.warehouse(), ID, SECRET), http);
            try (DuckDbSession session =
                            DuckDbSession.builder().extensions(EXTENSIONS).build();
                    Connection connection = session.open()) {
                if (this != COMMIT) {
                    PolarisAttacher.builder(catalog)
                            .preflight(this == PREFLIGHT)
                            .extensions(EXTENSIONS)
                            .build()
                            .attach(connection);
                    return;
                }
                try (IcebergTables tables = IcebergTables.open(catalog, session, Redactor.none())) {
                    tables.connect();
                    tables.state(TableName.of("no", "table"));
                }
            }
        }

        ErrorCode failure(URI uri, HttpOptions http) {
            FloeException e = catchThrowableOfType(FloeException.class, () -> go(uri, http));
            assertThat(e).as("a failure of " + this).isNotNull();
            return e.code();
        }
    }

    @BeforeAll
    static void start() {
        server = EmbeddedCatalog.builder().principal(ID, SECRET).start();
        certificate = TestCertificate.localhost(folder);
        ofAnotherHost = TestCertificate.ofAnotherHost(folder);
        expired = TestCertificate.expired(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void headersAndTheRealmAreOnEveryRequest(Room room) throws SQLException {
        try (FaultProxy proxy = FaultProxy.before(server.uri())) {
            room.go(proxy.uri(), HttpOptions.none().withRealm("it's a realm").withHeader("X-Team", "a; b"));
            assertThat(proxy.requests())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(request -> assertThat(request.headers())
                            .containsEntry("Polaris-Realm", "it's a realm")
                            .containsEntry("X-Team", "a; b"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProxyIsUsedForPlainHttp(Room room) throws SQLException {
        try (FaultProxy proxy = FaultProxy.before(server.uri())) {
            room.go(server.uri(), HttpOptions.none().withProxy(HttpProxy.at(proxy.address())));
            assertThat(proxy.requests())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(request ->
                            assertThat(request.target()).startsWith(server.uri().toString()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProxysLogInIsSent(Room room) throws SQLException {
        try (FaultProxy proxy = FaultProxy.withLogin("user", "pass:word")) {
            HttpProxy plain = HttpProxy.at(proxy.address());
            room.go(
                    server.uri(),
                    HttpOptions.none().withProxy(plain.withLogin("user", Secret.of("p", () -> "pass:word"))));
            assertThat(room.failure(server.uri(), HttpOptions.none().withProxy(plain)))
                    .isIn(ErrorCode.CATALOG_FAILED, ErrorCode.CATALOG_UNREACHABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProxyOpensATunnelForTls(Room room) throws SQLException {
        try (FaultProxy tls = FaultProxy.before(server.uri(), certificate);
                FaultProxy proxy = FaultProxy.before(server.uri())) {
            room.go(
                    tls.uri(),
                    HttpOptions.none().withCaFile(certificate.pem()).withProxy(HttpProxy.at(proxy.address())));
            assertThat(proxy.requests())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.method()).isEqualTo("CONNECT"));
            assertThat(tls.requests()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheAuthoritiesOfTheFileAreTrusted(Room room) throws SQLException {
        try (FaultProxy tls = FaultProxy.before(server.uri(), certificate)) {
            room.go(tls.uri(), HttpOptions.none().withCaFile(certificate.pem()));
            int requests = tls.requests().size();
            assertThat(requests).isPositive();
            assertThat(room.failure(tls.uri(), HttpOptions.none())).isEqualTo(ErrorCode.CATALOG_UNREACHABLE);
            assertThat(tls.requests()).hasSize(requests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfAnotherHostOrTimeIsRefused(Room room) {
        for (TestCertificate wrong : List.of(ofAnotherHost, expired)) {
            try (FaultProxy tls = FaultProxy.before(server.uri(), wrong)) {
                assertThat(room.failure(tls.uri(), HttpOptions.none().withCaFile(wrong.pem())))
                        .isEqualTo(ErrorCode.CATALOG_UNREACHABLE);
                assertThat(tls.requests()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithoutCertificatesIsRefused(Room room) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        assertThat(room.failure(server.uri(), HttpOptions.none().withCaFile(empty)))
                .isEqualTo(ErrorCode.SETTING_REFUSED);
        assertThat(room.failure(server.uri(), HttpOptions.none().withCaFile(folder.resolve("missing.pem"))))
                .isEqualTo(ErrorCode.SETTING_REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutEndsARequestThatHangs(Room room) {
        try (FaultProxy proxy = FaultProxy.before(server.uri())) {
            proxy.onRequest(request -> ProxyFault.hang());
            assertThat(room.failure(
                            proxy.uri(),
                            HttpOptions.none()
                                    .withTimeout(Duration.ofSeconds(1))
                                    .withRetries(1)))
                    .isEqualTo(ErrorCode.CATALOG_UNREACHABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBusyServerIsAskedAgainSoOftenAndNoMore(Room room) throws SQLException {
        try (FaultProxy proxy = FaultProxy.before(server.uri())) {
            AtomicInteger busy = new AtomicInteger(1);
            proxy.onRequest(request ->
                    !request.isLogin() && busy.getAndDecrement() > 0 ? ProxyFault.tooMany(1) : ProxyFault.pass());
            room.go(proxy.uri(), HttpOptions.none().withRetries(1));
            for (int retries : new int[] {0, 1}) {
                int before = proxy.requests().size();
                busy.set(9);
                assertThat(room.failure(proxy.uri(), HttpOptions.none().withRetries(retries)))
                        .isEqualTo(ErrorCode.CATALOG_FAILED);
                assertThat(proxy.requests().stream().skip(before).filter(request -> !request.isLogin()))
                        .hasSize(retries + 1);
            }
        }
    }

    @Test
    void propertiesThatReachCommitsAloneAreRefused() {
        IcebergRestCatalog plain = EmbeddedFixture.catalog(server.uri(), server.warehouse(), ID, SECRET);
        for (String property : new String[] {
            "rest.client.proxy.hostname",
            "rest.client.tls.configurer-impl",
            "rest.client.max-retries",
            "rest.client.socket-timeout-ms",
            "rest.client.connection-timeout-ms",
            "header.X-Other"
        }) {
            IcebergRestCatalog catalog = with(plain, ResolvedHttp.none(), Map.of(property, "1"));
            for (Runnable open : new Runnable[] {
                () -> PolarisAttacher.builder(catalog),
                () -> IcebergTables.open(
                        catalog,
                        () -> {
                            throw new SQLException("never");
                        },
                        Redactor.none())
            }) {
                assertThatThrownBy(open::run)
                        .as(property)
                        .isInstanceOfSatisfying(
                                FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                        .hasMessageContaining(property);
            }
        }
    }

    /** A catalog whose configuration says these options. */
    private static IcebergRestCatalog reached(IcebergRestCatalog c, HttpOptions http) {
        return with(
                c,
                new ResolvedHttp(
                        http.caFile(),
                        http.proxy().map(HttpProxy::address),
                        http.proxy().flatMap(HttpProxy::user),
                        http.proxy().flatMap(HttpProxy::password),
                        http.timeout(),
                        http.retries(),
                        http.headers()),
                c.properties());
    }

    private static IcebergRestCatalog with(IcebergRestCatalog c, ResolvedHttp http, Map<String, String> properties) {
        return new IcebergRestCatalog(
                c.name(),
                c.namespace(),
                c.type(),
                c.uri(),
                c.warehouse(),
                c.credentials(),
                http,
                c.accessDelegation(),
                c.writePath(),
                c.storage(),
                properties);
    }
}

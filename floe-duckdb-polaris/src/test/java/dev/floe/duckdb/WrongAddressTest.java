package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Secret;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An address at which the catalog, or its token endpoint, is not, or at which one must not believe that it is. */
class WrongAddressTest extends AttachFixture {
    @TempDir
    static Path folder;

    private static TestCertificate good;
    private static TestCertificate ofAnotherHost;
    private static TestCertificate expired;

    /** What is wrong with it. */
    enum Address {
        NOBODY_LISTENS,
        UNKNOWN_HOST,
        UNKNOWN_AUTHORITY,
        CERTIFICATE_OF_ANOTHER_HOST,
        CERTIFICATE_THAT_ENDED,
        NO_TLS
    }

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (Address address : Address.values()) {
            for (boolean login : List.of(true, false)) {
                for (CredentialPlacement placement : CredentialPlacement.values()) {
                    rows.add(Arguments.of(address, login, placement, false));
                }
                rows.add(Arguments.of(address, login, CredentialPlacement.TEMPORARY_SECRET, true));
            }
        }
        return rows.stream();
    }

    @BeforeAll
    static void certificates() {
        good = TestCertificate.localhost(folder);
        ofAnotherHost = TestCertificate.ofAnotherHost(folder);
        expired = TestCertificate.expired(folder);
    }

    @ParameterizedTest(name = "{0}, of the token endpoint: {1}, {2}, preflight: {3}")
    @MethodSource("table")
    void isUnreachable(Address address, boolean ofTokenEndpoint, CredentialPlacement placement, boolean preflight)
            throws Exception {
        EXTENSIONS.loadIceberg(callers);
        List<String> settings = Rows.of(callers, "SELECT name, value FROM duckdb_settings() ORDER BY ALL");
        TestCertificate certificate = switch (address) {
            case CERTIFICATE_OF_ANOTHER_HOST -> ofAnotherHost;
            case CERTIFICATE_THAT_ENDED -> expired;
            default -> good;
        };
        // A server without TLS may wait for more of what it takes for a request.
        HttpOptions quick =
                HttpOptions.none().withTimeout(Duration.ofSeconds(2)).withRetries(0);
        try (FaultProxy tls = FaultProxy.before(catalog.uri(), certificate)) {
            URI wrong = wrong(address, tls);
            HttpOptions http =
                    address == Address.CERTIFICATE_OF_ANOTHER_HOST || address == Address.CERTIFICATE_THAT_ENDED
                            ? quick.withCaFile(certificate.pem())
                            : quick;
            PolarisAttacher attacher = PolarisAttacher.builder(ofTokenEndpoint ? catalog.uri() : wrong, "demo")
                    .clientId(Secret.of("id", () -> CLIENT_ID))
                    .clientSecret(Secret.of("secret", () -> CANARY))
                    .tokenEndpoint(
                            ofTokenEndpoint ? URI.create(wrong + OAuth2Credentials.TOKEN_PATH) : catalog.tokenUri())
                    .extensions(EXTENSIONS)
                    .http(http)
                    .placement(placement)
                    .preflight(preflight)
                    .build();
            DuckDbException e = catchThrowableOfType(DuckDbException.class, () -> attacher.attach(callers));
            assertThat(e).isNotNull();
            assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.CATALOG_UNREACHABLE);
            assertThat(e.getMessage())
                    .contains(wrong.getHost() + (wrong.getPort() < 0 ? "" : ":" + wrong.getPort()))
                    .doesNotContain(CANARY);
            assertThat(tls.requests()).isEmpty();
        }
        assertThat(catalogs()).isEmpty();
        assertThat(secrets()).isEmpty();
        assertThat(Rows.of(callers, "SELECT name, value FROM duckdb_settings() ORDER BY ALL"))
                .isEqualTo(settings);
    }

    private URI wrong(Address address, FaultProxy tls) throws IOException {
        return switch (address) {
            case NOBODY_LISTENS -> {
                try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    yield URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/api/catalog");
                }
            }
            case UNKNOWN_HOST -> URI.create("http://polaris.invalid/api/catalog");
            case NO_TLS -> URI.create(catalog.uri().toString().replace("http:", "https:"));
            case UNKNOWN_AUTHORITY, CERTIFICATE_OF_ANOTHER_HOST, CERTIFICATE_THAT_ENDED -> tls.uri();
        };
    }
}

package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with status 200, or 429, that are HTTP and yet none that a catalog may give: each has its code, and leaves nothing. */
class OddAnswersTest {
    private static EmbeddedCatalog catalog;
    private static FaultProxy proxy;
    private static Connection callers;

    @BeforeAll
    static void start() throws SQLException {
        catalog = EmbeddedCatalog.builder()
                .warehouse("demo")
                .principal(AttachFixture.CLIENT_ID, AttachFixture.CANARY)
                .start();
        proxy = FaultProxy.before(catalog.uri());
        callers = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void stop() throws SQLException {
        callers.close();
        proxy.close();
        catalog.close();
    }

    @BeforeEach
    void fairWeather() {
        proxy.onRequest(request -> ProxyFault.pass());
    }

    static Stream<Arguments> tokens() {
        String jwt =
                Base64.getUrlEncoder().encodeToString("{\"iat\":9e99,\"sub\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                Arguments.of("{\"access_token\":\"odd\"}", ErrorCode.CATALOG_UNAUTHORIZED),
                Arguments.of("{\"access_token\":\"odd\",\"expires_in\":-1}", ErrorCode.CATALOG_UNAUTHORIZED),
                Arguments.of("{\"access_token\":\"odd\",\"expires_in\":1e300}", ErrorCode.CATALOG_UNAUTHORIZED),
                Arguments.of("{\"access_token\":\"odd\",\"expires_in\":\"soon\"}", ErrorCode.CATALOG_UNAUTHORIZED),
                Arguments.of("{\"access_token\":\"odd." + jwt + ".x\"}", ErrorCode.CATALOG_UNAUTHORIZED),
                Arguments.of("{\"access_token\":\"odd\\r\\nX-Other: 1\"}", ErrorCode.CATALOG_FAILED),
                Arguments.of("{\"access_token\":\"odd \u00e4\"}", ErrorCode.CATALOG_FAILED),
                Arguments.of("{\"access_token\":\"\"}", ErrorCode.CATALOG_FAILED),
                Arguments.of("{\"access_token\":5}", ErrorCode.CATALOG_FAILED),
                Arguments.of("[".repeat(100_000), ErrorCode.CATALOG_FAILED),
                Arguments.of("\u0000", ErrorCode.CATALOG_FAILED));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void insteadOfAToken(String body, ErrorCode code) throws SQLException {
        answer("/oauth/tokens", 200, Map.of(), body);
        DuckDbException failure = failure();
        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
        assertThat(failure.getMessage()).doesNotContain("odd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"defaults\":null,\"overrides\":null}",
                "{\"defaults\":[],\"overrides\":{}}",
                "{\"defaults\":{}}",
                "{\"defaults\":{},\"overrides\":{\"prefix\":null}}",
                "{\"defaults\":{},\"overrides\":{},\"endpoints\":{}}",
                "null"
            })
    void insteadOfAConfiguration(String body) throws SQLException {
        answer("/v1/config", 200, Map.of(), body);
        assertThat(failure().code()).isEqualTo(ErrorCode.CATALOG_FAILED);
    }

    /** Neither floe nor DuckDB goes to where the answer points. */
    @Test
    void aConfigurationThatNamesAnotherAddressChangesNothing() throws SQLException {
        try (FaultProxy elsewhere = FaultProxy.before(catalog.uri())) {
            answer(
                    "/v1/config",
                    200,
                    Map.of(),
                    "{\"defaults\":{},\"overrides\":{\"prefix\":\"demo\",\"uri\":\"" + elsewhere.uri()
                            + "\",\"oauth2-server-uri\":\"" + elsewhere.uri() + "\"}}");
            PolarisAttacher attacher = attacher();
            attacher.attach(callers);
            assertThat(Rows.of(callers, "SELECT schema_name FROM duckdb_schemas() WHERE schema_name = 'nowhere'"))
                    .isEmpty();
            attacher.detach(callers);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "", "1.5", "99999999999999999999", "Wed, 21 Oct 2099 07:28:00 GMT"})
    void aBusyServerThatNamesNoTime(String retryAfter) throws SQLException {
        answer("/oauth/tokens", 429, Map.of("Retry-After", retryAfter), "{}");
        assertThat(failure().code()).isEqualTo(ErrorCode.CATALOG_FAILED);
    }

    @Test
    void aRedirectThatLeadsToItselfInTheFirstStatement() throws SQLException {
        PolarisAttacher attacher = attacher();
        attacher.attach(callers);
        proxy.onRequest(request -> request.isLogin()
                ? ProxyFault.pass()
                : ProxyFault.redirect(URI.create("http://localhost:" + proxy.port() + request.target())));
        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> Rows.of(callers, "SELECT a FROM polaris_catalog.bronze.t"));
        assertThat(DuckDbException.of(failure, Redactor.none(), "Reading").code())
                .isEqualTo(ErrorCode.CATALOG_FAILED);
        fairWeather();
        attacher.detach(callers);
    }

    private static void answer(String path, int status, Map<String, String> headers, String body) {
        proxy.onRequest(request ->
                request.target().contains(path) ? new ProxyFault.Answer(status, headers, body) : ProxyFault.pass());
    }

    private static DuckDbException failure() throws SQLException {
        DuckDbException failure =
                catchThrowableOfType(DuckDbException.class, () -> attacher().attach(callers));
        assertThat(failure).isNotNull();
        List<String> left = Rows.of(
                callers,
                "SELECT database_name FROM duckdb_databases() WHERE type = 'iceberg' UNION ALL SELECT name FROM"
                        + " duckdb_secrets()");
        assertThat(left).isEmpty();
        return failure;
    }

    private static PolarisAttacher attacher() {
        return PolarisAttacher.builder(proxy.uri(), "demo")
                .clientId(Secret.of("id", () -> AttachFixture.CLIENT_ID))
                .clientSecret(Secret.of("secret", () -> AttachFixture.CANARY))
                .placement(CredentialPlacement.TOKEN)
                .extensions(AttachFixture.EXTENSIONS)
                .deadline(Duration.ofSeconds(20))
                .build();
    }
}

package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.Secret;
import dev.floe.testkit.Access;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure, in every placement, with and without preflight: the right code, and nothing left behind. */
class FailedAttachTest extends AttachFixture {
    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (CredentialPlacement placement : CredentialPlacement.values()) {
            for (boolean preflight : List.of(true, false)) {
                ways.add(Arguments.of(placement, preflight));
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aWrongSecretIsUnauthorized(CredentialPlacement placement, boolean preflight) throws SQLException {
        DuckDbException e =
                failure(attacher("wr0ng-" + CANARY).placement(placement).preflight(preflight));
        assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNAUTHORIZED);
        assertThat(e)
                .hasMessageContaining("warehouse 'demo' of " + catalog.uri())
                .hasMessageContaining("Check client id");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anUnknownWarehouseIsSaidToBeUnknown(CredentialPlacement placement, boolean preflight) throws SQLException {
        DuckDbException e = failure(PolarisAttacher.builder(catalog.uri(), "no'where & co")
                .clientId(Secret.of("id", () -> CLIENT_ID))
                .clientSecret(Secret.of("secret", () -> CANARY))
                .extensions(EXTENSIONS)
                .placement(placement)
                .preflight(preflight));
        assertThat(e.code()).isEqualTo(ErrorCode.WAREHOUSE_NOT_FOUND);
        assertThat(e).hasMessageContaining("no'where & co").hasMessageContaining("create it");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRefusedScopeIsForbidden(CredentialPlacement placement, boolean preflight) throws SQLException {
        String body = "{\"error\":\"invalid_scope\",\"error_description\":\"The scope is invalid\"}";
        catalog.onRequest(
                request -> request.path().endsWith("/tokens") ? new Fault.Answer(400, body, false) : Fault.none());
        DuckDbException e = failure(attacher().placement(placement).preflight(preflight));
        assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_FORBIDDEN);
        assertThat(e).hasMessageContaining("scope");
    }

    @Test
    void aPrincipalWithoutGrantsAttachesAndIsForbiddenAtTheFirstCall() throws Exception {
        try (EmbeddedCatalog strict = EmbeddedCatalog.builder()
                .warehouse("demo")
                .principal("nobody", CANARY, Access.NONE)
                .start()) {
            PolarisAttacher.builder(strict.uri(), "demo")
                    .clientId(Secret.of("id", () -> "nobody"))
                    .clientSecret(Secret.of("secret", () -> CANARY))
                    .extensions(EXTENSIONS)
                    .build()
                    .attach(callers);
            SQLException failure = catchThrowableOfType(
                    SQLException.class, () -> Rows.run(callers, "CREATE SCHEMA polaris_catalog.a"));
            assertThat(DuckDbException.of(failure, dev.floe.config.Redactor.none(), "Creating a")
                            .code())
                    .isEqualTo(ErrorCode.CATALOG_FORBIDDEN);
        }
    }

    @Test
    void anInterruptedThreadGetsControlBack() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PolarisAttacher attacher = at(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/api/catalog"))
                    .http(HttpOptions.none().withTimeout(Duration.ofSeconds(60)))
                    .build();
            List<Throwable> thrown = new ArrayList<>();
            Thread thread = new Thread(() -> {
                try {
                    attacher.attach(callers);
                } catch (RuntimeException e) {
                    thrown.add(e);
                }
            });
            thread.start();
            try (Socket accepted = silent.accept()) {
                thread.interrupt();
                thread.join(10_000);
                assertThat(accepted.isClosed()).isFalse();
            }
            assertThat(thread.isAlive()).isFalse();
            assertThat(thrown)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }

    @Test
    void afterFailuresAnAttachGoesToItsOwnServer() throws Exception {
        catalog.onRequest(request -> request.path().equals("/v1/config") ? Fault.status(500) : Fault.none());
        try (EmbeddedCatalog other = EmbeddedCatalog.builder()
                .warehouse("other")
                .principal(CLIENT_ID, CANARY)
                .start()) {
            for (int i = 0; i < 10; i++) {
                assertThat(failure(attacher()).code()).isEqualTo(ErrorCode.CATALOG_FAILED);
                PolarisAttacher good = PolarisAttacher.builder(other.uri(), "other")
                        .alias("good" + i)
                        .clientId(Secret.of("id", () -> CLIENT_ID))
                        .clientSecret(Secret.of("secret", () -> CANARY))
                        .extensions(EXTENSIONS)
                        .build();
                good.attach(callers);
                Rows.run(callers, "CREATE SCHEMA good" + i + ".s" + i);
            }
        }
    }

    private PolarisAttacher.Builder at(URI uri) {
        return PolarisAttacher.builder(uri, "demo")
                .clientId(Secret.of("id", () -> CLIENT_ID))
                .clientSecret(Secret.of("secret", () -> CANARY))
                .extensions(EXTENSIONS);
    }

    private DuckDbException failure(PolarisAttacher.Builder builder) throws SQLException {
        List<String> before = catalogs();
        DuckDbException e = catchThrowableOfType(
                DuckDbException.class, () -> builder.build().attach(callers));
        assertThat(e).isNotNull();
        assertThat(catalogs()).isEqualTo(before);
        assertThat(secrets()).isEmpty();
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        for (String canary : List.of(
                CANARY,
                URLEncoder.encode(CANARY, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CANARY).getBytes(StandardCharsets.UTF_8)))) {
            assertThat(trace.toString()).doesNotContain(canary);
        }
        return e;
    }
}

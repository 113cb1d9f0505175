package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.Secret;
import dev.floe.duckdb.PreflightReport.Check;
import dev.floe.duckdb.PreflightReport.Status;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest extends AttachFixture {
    @Test
    void everythingPassesAndNothingChanges() throws SQLException {
        Rows.run(callers, "CREATE TABLE untouched (i INTEGER)");
        PolarisAttacher attacher = attacher().build();
        attacher.attach(callers);
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.bronze");
        List<String> settings = Rows.of(callers, "SELECT name, value FROM duckdb_settings() ORDER BY ALL");
        PreflightReport report = Preflight.of(attacher)
                .tablesIn(List.of("bronze"))
                .storage(callers)
                .run();
        assertThat(report.passed()).isTrue();
        assertThat(report.checks())
                .extracting(Check::name, Check::status)
                .containsExactly(
                        tuple(Preflight.LOGIN, Status.PASSED),
                        tuple(Preflight.CLOCK, Status.PASSED),
                        tuple(Preflight.SCOPE, Status.SKIPPED),
                        tuple(Preflight.WAREHOUSE, Status.PASSED),
                        tuple(Preflight.NAMESPACES, Status.PASSED),
                        tuple(Preflight.CREATE_TABLE, Status.PASSED),
                        tuple(Preflight.STORAGE, Status.PASSED));
        assertThat(Rows.of(callers, "SELECT table_name FROM duckdb_tables()")).containsExactly("untouched");
        assertThat(Rows.of(callers, "SELECT name, value FROM duckdb_settings() ORDER BY ALL"))
                .isEqualTo(settings);
        assertThat(secrets()).isEmpty();
    }

    @Test
    void eachCheckIsOneRequest() {
        Preflight.of(attacher().build()).run();
        assertThat(log.requests()).extracting(Object::toString).hasSize(3);
    }

    @Test
    void aWrongSecretFailsTheLoginAndSkipsWhatNeedsIt() {
        PreflightReport report =
                Preflight.of(attacher("wr0ng-" + CANARY).build()).run();
        assertThat(report.passed()).isFalse();
        Check login = report.checks().get(0);
        assertThat(login.status()).isEqualTo(Status.FAILED);
        assertThat(login.code()).contains(ErrorCode.CATALOG_UNAUTHORIZED);
        assertThat(login.remedy().orElseThrow()).contains("client secret");
        assertThat(report.checks().subList(1, report.checks().size()))
                .extracting(Check::status)
                .containsOnly(Status.SKIPPED);
        assertThat(report.toString()).doesNotContain(CANARY);
    }

    @Test
    void anUnknownWarehouseAndAMissingNamespaceAreTold() {
        assertThat(check(
                                Preflight.of(PolarisAttacher.builder(catalog.uri(), "nowhere")
                                        .clientId(Secret.of("id", () -> CLIENT_ID))
                                        .clientSecret(Secret.of("secret", () -> CANARY))
                                        .build()),
                                Preflight.WAREHOUSE)
                        .code())
                .contains(ErrorCode.WAREHOUSE_NOT_FOUND);
        assertThat(check(Preflight.of(attacher().build()).tablesIn(List.of("no", "such")), Preflight.CREATE_TABLE)
                        .code())
                .contains(ErrorCode.NAMESPACE_NOT_FOUND);
    }

    @Test
    void aRefusalToVendCredentialsIsTold() throws SQLException {
        attacher().build().attach(callers);
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.bronze");
        try (FaultProxy proxy = FaultProxy.before(catalog.uri())) {
            proxy.onRequest(request -> request.target().endsWith("/tables")
                            && "vended-credentials".equals(request.headers().get("X-Iceberg-Access-Delegation"))
                    ? ProxyFault.status(400)
                    : ProxyFault.pass());
            Check check = check(
                    Preflight.of(through(proxy)
                                    .accessDelegation(AccessDelegation.VENDED_CREDENTIALS)
                                    .build())
                            .tablesIn(List.of("bronze")),
                    Preflight.CREATE_TABLE);
            assertThat(check.status()).isEqualTo(Status.FAILED);
            assertThat(check.detail()).contains("does not vend");
        }
    }

    @Test
    void rolesThatWereGrantedInsteadOfTheOneAskedForAreAWarning() {
        try (FaultProxy proxy = FaultProxy.before(catalog.uri())) {
            proxy.onRequest(request -> {
                if (request.isLogin()) {
                    return token(Instant.now());
                }
                return request.target().contains("/management/")
                        ? new ProxyFault.Answer(
                                403,
                                Map.of(),
                                "{\"error\":{\"message\":\"Principal 'me' with activated PrincipalRoles '[engineer, reader]'"
                                        + " and activated grants via '[x]' is not authorized for op Y\"}}")
                        : ProxyFault.pass();
            });
            Check check = check(
                    Preflight.of(through(proxy).scope("PRINCIPAL_ROLE:admin").build()), Preflight.SCOPE);
            assertThat(check.status()).isEqualTo(Status.WARNING);
            assertThat(check.detail()).contains("asked for was admin", "engineer, reader");
            assertThat(check.remedy()).isPresent();
            assertThat(check(
                                    Preflight.of(through(proxy)
                                            .scope("PRINCIPAL_ROLE:engineer PRINCIPAL_ROLE:reader")
                                            .build()),
                                    Preflight.SCOPE)
                            .status())
                    .isEqualTo(Status.PASSED);
        }
    }

    @Test
    void aClockThatIsFarOffIsAWarning() {
        try (FaultProxy proxy = FaultProxy.before(catalog.uri())) {
            proxy.onRequest(request ->
                    request.isLogin() ? token(Instant.now().plus(Duration.ofMinutes(5))) : ProxyFault.pass());
            Check check = check(Preflight.of(through(proxy).build()), Preflight.CLOCK);
            assertThat(check.status()).isEqualTo(Status.WARNING);
            assertThat(check.detail()).contains("behind");
        }
    }

    private static ProxyFault token(Instant issued) {
        String claims = "{\"sub\":\"me\",\"iat\":" + issued.getEpochSecond() + "}";
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return new ProxyFault.Answer(200, Map.of(), "{\"access_token\":\"e30." + payload + ".x\",\"expires_in\":60}");
    }

    private PolarisAttacher.Builder through(FaultProxy proxy) {
        return PolarisAttacher.builder(proxy.uri(), "demo")
                .clientId(Secret.of("id", () -> CLIENT_ID))
                .clientSecret(Secret.of("secret", () -> CANARY));
    }

    private static Check check(Preflight preflight, String name) {
        return preflight.run().checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.Secret;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.TestCertificate;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has to work with every DuckDB that floe supports; the build runs it with 1.5 and again with 1.4. */
@Tag("every-driver")
class EveryDriverTest extends AttachFixture {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(CredentialPlacement.class)
    void attachesWritesReadsAndDetaches(CredentialPlacement placement) throws SQLException {
        PolarisAttacher attacher = attacher().placement(placement).build();
        attacher.attach(callers);
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.bronze");
        Rows.run(callers, "CREATE TABLE polaris_catalog.bronze.t (a INTEGER)");
        Rows.run(callers, "INSERT INTO polaris_catalog.bronze.t VALUES (42)");
        assertThat(Rows.one(callers, "SELECT a FROM polaris_catalog.bronze.t")).isEqualTo("42");
        assertThat(attacher().placement(placement).build().attach(callers).reused())
                .isTrue();
        assertThat(attacher.detach(callers)).isTrue();
        assertThat(catalogs()).isEmpty();
        assertThat(secrets()).isEmpty();
    }

    @Test
    void aTableIsMadeFromAQueryWhereAnotherStatementFollows() throws SQLException {
        attacher().build().attach(callers);
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.a");
        Rows.run(callers, "CREATE TABLE polaris_catalog.a.t AS SELECT 42 AS i; SELECT 1");
        assertThat(Rows.one(callers, "SELECT i FROM polaris_catalog.a.t")).isEqualTo("42");
        String alone = "CREATE TABLE polaris_catalog.a.alone AS SELECT 42 AS i";
        if (isOldest()) {
            assertThatThrownBy(() -> Rows.run(callers, alone)).hasMessageContaining("already exists");
            assertThat(Rows.of(callers, "SELECT * FROM polaris_catalog.a.alone"))
                    .isEmpty();
        } else {
            Rows.run(callers, alone);
        }
    }

    @Test
    void sqlIsConfinedOnlyWhereItCannotGetOutByLinks() throws SQLException {
        DuckDbSettings settings = DuckDbSettings.none().withFileAccess(FileAccess.only(List.of(folder.toString())));
        try (DuckDbSession session = DuckDbSession.builder().settings(settings).build()) {
            if (isOldest()) {
                assertThatThrownBy(session::confine).hasMessageContaining("symbolic links");
            } else {
                session.confine();
            }
        }
    }

    /** Whether this is DuckDB 1.4. */
    private boolean isOldest() throws SQLException {
        return !Capabilities.of(callers).showsOptions();
    }

    @Test
    void headersReachTheTokenEndpointAndTheCatalog() throws SQLException {
        try (FaultProxy proxy = FaultProxy.before(catalog.uri())) {
            at(proxy)
                    .preflight(false)
                    .http(HttpOptions.none().withRealm("R"))
                    .build()
                    .attach(callers);
            assertThat(proxy.requests())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("Polaris-Realm", "R"));
        }
    }

    @Test
    void certificatesAreVerified() throws SQLException {
        TestCertificate certificate = TestCertificate.localhost(folder);
        try (FaultProxy tls = FaultProxy.before(catalog.uri(), certificate)) {
            assertThatThrownBy(() -> at(tls).preflight(false).build().attach(callers))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNREACHABLE));
            assertThat(tls.requests()).isEmpty();
            at(tls).preflight(false)
                    .http(HttpOptions.none().withCaFile(certificate.pem()))
                    .build()
                    .attach(callers);
            assertThat(catalogs()).hasSize(1);
        }
    }

    @Test
    void anOptionIsEmittedOrRefusedBeforeAnythingHappens() throws SQLException {
        Capabilities driver = Capabilities.of(callers);
        for (String option : Capabilities.extras()) {
            PolarisAttacher attacher = attacher()
                    .alias("with_" + option)
                    .option(option, option.equals("MAX_TABLE_STALENESS") ? "1 minute" : "true")
                    .build();
            if (driver.extra(option).isPresent()) {
                attacher.attach(callers);
                assertThat(attacher.detach(callers)).isTrue();
            } else {
                int requests = log.requests().size();
                assertThatThrownBy(() -> attacher.attach(callers))
                        .isInstanceOfSatisfying(
                                DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                        .hasMessageContaining(option);
                assertThat(log.requests()).hasSize(requests);
            }
        }
        assertThat(catalogs()).isEmpty();
    }

    @Test
    void aWrongSecretAndAnUnknownWarehouseHaveTheirCodes() throws SQLException {
        // 1.4 itself says only that the token could not be had
        boolean saysWhy = !isOldest();
        for (boolean preflight : List.of(true, false)) {
            assertThatThrownBy(() -> attacher("wr0ng-" + CANARY)
                            .preflight(preflight)
                            .build()
                            .attach(callers))
                    .isInstanceOfSatisfying(
                            DuckDbException.class,
                            e -> assertThat(e.code())
                                    .isEqualTo(
                                            preflight || saysWhy
                                                    ? ErrorCode.CATALOG_UNAUTHORIZED
                                                    : ErrorCode.CATALOG_FAILED));
            assertThatThrownBy(() -> PolarisAttacher.builder(catalog.uri(), "nowhere")
                            .clientId(Secret.of("id", () -> CLIENT_ID))
                            .clientSecret(Secret.of("secret", () -> CANARY))
                            .extensions(EXTENSIONS)
                            .preflight(preflight)
                            .build()
                            .attach(callers))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WAREHOUSE_NOT_FOUND));
        }
    }

    private static PolarisAttacher.Builder at(FaultProxy proxy) {
        return PolarisAttacher.builder(proxy.uri(), "demo")
                .clientId(Secret.of("id", () -> CLIENT_ID))
                .clientSecret(Secret.of("secret", () -> CANARY))
                .extensions(EXTENSIONS);
    }
}

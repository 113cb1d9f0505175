package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.testkit.EmbeddedCatalog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attaching anew, after a token's end or a rotation, and what else is on the connection. */
class ReattachTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicReference<String> id = new AtomicReference<>("first");
    private final AtomicReference<String> secret = new AtomicReference<>("one");
    private EmbeddedCatalog catalog;
    private Connection callers;

    @BeforeEach
    void start() throws SQLException {
        catalog = EmbeddedCatalog.builder()
                .warehouse("demo")
                .principal("first", "one")
                .principal("second", "two")
                .tokenLifetime(Duration.ofSeconds(1))
                .start();
        callers = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void stop() throws SQLException {
        callers.close();
        catalog.close();
    }

    @ParameterizedTest
    @EnumSource(CredentialPlacement.class)
    void keepsEverythingElseOfTheCaller(CredentialPlacement placement) throws SQLException {
        PolarisAttacher attacher = attacher(placement).build();
        attacher.attach(callers);
        attacher(CredentialPlacement.INLINE).alias("other").build().attach(callers);
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.bronze");
        Rows.run(callers, "CREATE TABLE polaris_catalog.bronze.t AS SELECT 1 AS a");
        Rows.run(callers, "CREATE TEMP TABLE mine AS SELECT 7 AS b");
        Rows.run(callers, "CREATE TEMP VIEW seen AS FROM polaris_catalog.bronze.t");
        Rows.run(callers, "USE polaris_catalog.bronze");
        attacher.reattach(callers);
        callers.setAutoCommit(false);
        Rows.run(callers, "INSERT INTO t VALUES (2)");
        Rows.run(callers, "INSERT INTO mine VALUES (8)");

        AttachedCatalog anew = attacher.reattach(callers);

        assertThat(anew.reused()).isFalse();
        assertThat(callers.getAutoCommit()).isFalse();
        assertThat(Rows.one(callers, "SELECT count(*) FROM mine")).isEqualTo("2");
        callers.commit();
        callers.setAutoCommit(true);
        assertThat(Rows.one(callers, "SELECT count(*) FROM t")).isEqualTo("2");
        assertThat(Rows.one(callers, "SELECT count(*) FROM seen")).isEqualTo("2");
        assertThat(Rows.one(callers, "SELECT count(*) FROM mine")).isEqualTo("2");
        assertThat(Rows.one(callers, "SELECT count(*) FROM other.bronze.t")).isEqualTo("2");
        assertThat(Rows.of(callers, "SELECT name FROM duckdb_secrets()")).isEmpty();
    }

    @Test
    void goesOnAfterABearerTokenEnded() throws SQLException {
        PolarisAttacher attacher = attacher(CredentialPlacement.TOKEN).build();
        AttachedCatalog first = attacher.attach(callers);
        assertThat(firstRefusal().code()).isEqualTo(ErrorCode.CATALOG_UNAUTHORIZED);
        assertThat(firstRefusal()).hasMessageContaining("reattach");

        AttachedCatalog second = attacher.reattach(callers);

        assertThat(second.expiresAt().orElseThrow()).isAfter(first.expiresAt().orElseThrow());
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.after");
    }

    @ParameterizedTest
    @EnumSource(CredentialPlacement.class)
    void takesRotatedCredentialsFromTheirSource(CredentialPlacement placement) throws SQLException {
        PolarisAttacher attacher = attacher(placement).build();
        attacher.attach(callers);
        id.set("second");
        secret.set("two");
        attacher.reattach(callers);
        assertThat(attacher.attach(callers).reused()).isTrue();
        if (placement == CredentialPlacement.INLINE) {
            assertThat(Rows.one(callers, "SELECT options['client_id'] FROM duckdb_databases() WHERE type = 'iceberg'"))
                    .isEqualTo("second");
        }
    }

    @ParameterizedTest
    @EnumSource(CredentialPlacement.class)
    void leavesTheAttachmentAloneIfTheCatalogRefusesTheNewCredentials(CredentialPlacement placement)
            throws SQLException {
        PolarisAttacher attacher = attacher(placement).preflight(false).build();
        attacher.attach(callers);
        String before = Rows.one(callers, "SELECT database_oid FROM duckdb_databases() WHERE type = 'iceberg'");
        secret.set("wrong");
        assertThatThrownBy(() -> attacher.reattach(callers))
                .isInstanceOfSatisfying(
                        DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNAUTHORIZED));
        assertThat(Rows.one(callers, "SELECT database_oid FROM duckdb_databases() WHERE type = 'iceberg'"))
                .isEqualTo(before);
    }

    @Test
    void attachesWhatIsNotAttachedAndRefusesAnotherCatalog() throws SQLException {
        assertThat(attacher(CredentialPlacement.INLINE)
                        .build()
                        .reattach(callers)
                        .reused())
                .isFalse();
        Rows.run(callers, "ATTACH ':memory:' AS elsewhere");
        assertThatThrownBy(() -> attacher(CredentialPlacement.INLINE)
                        .alias("elsewhere")
                        .build()
                        .reattach(callers))
                .isInstanceOfSatisfying(
                        DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALIAS_IN_USE));
    }

    @Test
    void mayBeCalledFromSeveralThreads() throws Exception {
        PolarisAttacher attacher =
                attacher(CredentialPlacement.TEMPORARY_SECRET).build();
        attacher.attach(callers);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<AttachedCatalog>> calls = IntStream.range(0, 8)
                    .<Callable<AttachedCatalog>>mapToObj(
                            i -> () -> i % 2 == 0 ? attacher.reattach(callers) : attacher.attach(callers))
                    .toList();
            for (Future<AttachedCatalog> call : pool.invokeAll(calls)) {
                assertThat(call.get().alias()).isEqualTo(PolarisAttacher.DEFAULT_ALIAS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(Rows.of(callers, "SELECT 1 FROM duckdb_databases() WHERE type = 'iceberg'"))
                .hasSize(1);
        assertThat(Rows.of(callers, "SELECT name FROM duckdb_secrets()")).isEmpty();
    }

    /** What the catalog's first refusal says; asked again until there is one. */
    private DuckDbException firstRefusal() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            try {
                Rows.run(callers, "CREATE SCHEMA polaris_catalog.s" + i);
            } catch (SQLException e) {
                return DuckDbException.of(e, Redactor.none(), "Creating a schema");
            }
        }
        throw new AssertionError("the token does not end");
    }

    private PolarisAttacher.Builder attacher(CredentialPlacement placement) {
        return PolarisAttacher.builder(catalog.uri(), "demo")
                .clientId(Secret.of("client id", id::get))
                .clientSecret(Secret.of("client secret", secret::get))
                .extensions(AttachFixture.EXTENSIONS)
                .placement(placement);
    }
}

package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogType;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.ResolvedHttp;
import dev.floe.config.ResolvedStorage;
import dev.floe.config.Secret;
import dev.floe.config.StorageKeys;
import dev.floe.config.StorageType;
import dev.floe.config.WritePath;
import dev.floe.testkit.EmbeddedCatalog;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolarisAttacherTest {
    private static ResolvedStorage s3(Optional<String> bucket) {
        return new ResolvedStorage(
                "lake",
                StorageType.S3,
                Optional.of(URI.create("http://127.0.0.1:9000")),
                "eu-central-1",
                bucket,
                true,
                Optional.of(new StorageKeys(
                        Secret.of("key", () -> "AKIA'KEY"), Secret.of("secret key", () -> "s3-c4n4ry-key"))));
    }

    @Nested
    class Attaching extends AttachFixture {
        @ParameterizedTest
        @EnumSource(CredentialPlacement.class)
        void writesAndReadsInEveryPlacement(CredentialPlacement placement) throws SQLException {
            AttachedCatalog attached =
                    attacher().placement(placement).alias("lake").build().attach(callers);
            assertThat(attached.alias()).isEqualTo("lake");
            assertThat(attached.reused()).isFalse();
            assertThat(attached.placement()).isEqualTo(placement);
            assertThat(attached.expiresAt().isPresent()).isEqualTo(placement == CredentialPlacement.TOKEN);
            assertThat(attached.changes()).hasSize(3).allMatch(change -> change.startsWith("extension "));
            Rows.run(callers, "CREATE SCHEMA lake.bronze");
            assertThat(Rows.of(callers, "SELECT schema_name FROM duckdb_schemas() WHERE database_name = 'lake'"))
                    .contains("bronze");
        }

        @Test
        void theDefaultAliasIsPolarisCatalogAndCredentialsAreInline() throws SQLException {
            attacher().build().attach(callers);
            assertThat(catalogs()).containsExactly("polaris_catalog");
            assertThat(Rows.one(
                            callers, "SELECT options['client_secret'] FROM duckdb_databases() WHERE type = 'iceberg'"))
                    .isEqualTo(CANARY);
        }

        @Test
        void scopeAndDelegationAreAlwaysSent() throws SQLException {
            attacher().build().attach(callers);
            assertThat(Rows.one(
                            callers,
                            "SELECT options['oauth2_scope'] || ' ' || options['access_delegation_mode']"
                                    + " FROM duckdb_databases() WHERE type = 'iceberg'"))
                    .isEqualTo("PRINCIPAL_ROLE:ALL none");
        }

        @Test
        void everyOptionThatIsKnownReachesDuckDb() throws SQLException {
            attacher()
                    .accessDelegation(AccessDelegation.VENDED_CREDENTIALS)
                    .readOnly(true)
                    .scope("PRINCIPAL_ROLE:service_admin")
                    .option("max-table-staleness", "10 minutes")
                    .option("SUPPORT_NESTED_NAMESPACES", "true")
                    .build()
                    .attach(callers);
            assertThat(Rows.one(
                            callers,
                            "SELECT options['oauth2_scope'], options['access_delegation_mode'], readonly,"
                                    + " options['max_table_staleness'], options['support_nested_namespaces']"
                                    + " FROM duckdb_databases() WHERE type = 'iceberg'"))
                    .isEqualTo("PRINCIPAL_ROLE:service_admin|vended_credentials|true|10 minutes|true");
        }

        @Test
        void theCallersOpenTransactionNeitherHidesNorUndoesIt() throws SQLException {
            Rows.run(callers, "CREATE TABLE t (i INTEGER)");
            callers.setAutoCommit(false);
            Rows.run(callers, "INSERT INTO t VALUES (1)");
            attacher().placement(CredentialPlacement.TEMPORARY_SECRET).build().attach(callers);
            assertThat(callers.getAutoCommit()).isFalse();
            assertThat(catalogs()).hasSize(1);
            assertThat(Rows.one(callers, "SELECT count(*) FROM t")).isEqualTo("1");
            callers.rollback();
            callers.setAutoCommit(true);
            assertThat(catalogs()).hasSize(1);
            assertThat(Rows.one(callers, "SELECT count(*) FROM t")).isEqualTo("0");
        }

        @Test
        void worksInsideAFailedTransaction() throws SQLException {
            callers.setAutoCommit(false);
            assertThatThrownBy(() -> Rows.run(callers, "SELECT * FROM nothing")).isInstanceOf(SQLException.class);
            attacher().build().attach(callers);
            callers.rollback();
            assertThat(catalogs()).hasSize(1);
        }

        @Test
        void changesNoSettingUnlessAsked() throws SQLException {
            EXTENSIONS.loadIceberg(callers);
            String query = "SELECT name, value FROM duckdb_settings() ORDER BY ALL";
            List<String> before = Rows.of(callers, query);
            attacher().build().attach(callers);
            assertThat(Rows.of(callers, query)).isEqualTo(before);
        }

        @Test
        void changesTheHttpSettingsThatWereAskedForAndListsThem() throws SQLException {
            AttachedCatalog attached = attacher()
                    .http(HttpOptions.none()
                            .withTimeout(Duration.ofMillis(6500))
                            .withRetries(2))
                    .build()
                    .attach(callers);
            assertThat(Rows.setting(callers, "http_timeout")).contains("7");
            assertThat(Rows.setting(callers, "http_retries")).contains("2");
            assertThat(attached.changes())
                    .contains("setting http_timeout = 7 (was 30)", "setting http_retries = 2 (was 3)");
        }

        @Test
        void worksAfterSecretsWereUsedAndBesideAnotherCatalog() throws SQLException {
            EXTENSIONS.loadIceberg(callers);
            Rows.run(callers, "CREATE SECRET mine (TYPE s3, KEY_ID 'a', SECRET 'b')");
            attacher().alias("one").build().attach(callers);
            attacher()
                    .alias("two")
                    .placement(CredentialPlacement.TEMPORARY_SECRET)
                    .build()
                    .attach(callers);
            assertThat(catalogs()).containsExactly("one", "two");
            assertThat(secrets()).containsExactly("mine");
        }

        @Test
        void worksOnALockedConfiguration() throws SQLException {
            EXTENSIONS.loadIceberg(callers);
            Rows.run(callers, "SET lock_configuration = true");
            attacher().build().attach(callers);
            assertThat(catalogs()).hasSize(1);
            assertThatThrownBy(() -> attacher()
                            .alias("b")
                            .http(HttpOptions.none().withRetries(1))
                            .build()
                            .attach(callers))
                    .hasMessageContaining("locked");
            assertThat(catalogs()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"it's", "a\"b", "drop; --", "日本 {{ x }}", "polaris_catalog"})
        void anyAliasWorks(String alias) throws SQLException {
            PolarisAttacher attacher = attacher().alias(alias).build();
            attacher.attach(callers);
            assertThat(catalogs()).containsExactly(alias);
            assertThat(attacher.detach(callers)).isTrue();
            assertThat(catalogs()).isEmpty();
        }

        @Test
        void theTokenIsRenewedAfterTheSecretWasDropped() throws Exception {
            try (EmbeddedCatalog shortLived = EmbeddedCatalog.builder()
                    .warehouse("demo")
                    .principal(CLIENT_ID, CANARY)
                    .tokenLifetime(Duration.ofSeconds(1))
                    .onRequest(log)
                    .start()) {
                PolarisAttacher.builder(shortLived.uri(), "demo")
                        .clientId(Secret.of("id", () -> CLIENT_ID))
                        .clientSecret(Secret.of("secret", () -> CANARY))
                        .placement(CredentialPlacement.TEMPORARY_SECRET)
                        .extensions(EXTENSIONS)
                        .build()
                        .attach(callers);
                assertThat(secrets()).isEmpty();
                long tokens = log.count("^POST /v1/oauth/tokens");
                long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                for (int i = 0; log.count("^POST /v1/oauth/tokens") == tokens; i++) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    Rows.run(callers, "CREATE SCHEMA polaris_catalog.s" + i);
                }
            }
        }

        @Test
        void aConnectionOfAPoolIsNotUsedItself() throws SQLException {
            attacher().build().attach(DuckDbSessionTest.wrapper(callers, true));
            assertThat(catalogs()).hasSize(1);
        }

        @Test
        void anotherKindOfConnectionIsRefused() {
            assertThatThrownBy(() -> attacher().build().attach(DuckDbSessionTest.wrapper(callers, false)))
                    .isInstanceOfSatisfying(
                            DuckDbException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_DUCKDB_CONNECTION));
        }
    }

    @Nested
    class AnAliasThatIsThere extends AttachFixture {
        @ParameterizedTest
        @EnumSource(CredentialPlacement.class)
        void isReusedForTheSameTargetWithoutAskingTheCatalog(CredentialPlacement placement) throws SQLException {
            PolarisAttacher attacher = attacher().placement(placement).build();
            attacher.attach(callers);
            int requests = log.requests().size();
            AttachedCatalog again = attacher().placement(placement).build().attach(callers);
            assertThat(again.reused()).isTrue();
            assertThat(again.placement()).isEqualTo(placement);
            assertThat(log.requests()).hasSize(requests);
        }

        @Test
        void tellsWhereItsCredentialsReallyAre() throws SQLException {
            attacher().placement(CredentialPlacement.INLINE).build().attach(callers);
            assertThat(attacher()
                            .placement(CredentialPlacement.TEMPORARY_SECRET)
                            .build()
                            .attach(callers)
                            .placement())
                    .isEqualTo(CredentialPlacement.INLINE);
        }

        @Test
        void isComparedWithoutCase() throws SQLException {
            attacher().alias("Lake").build().attach(callers);
            assertThat(attacher().alias("lAKE").build().attach(callers).reused())
                    .isTrue();
        }

        @ParameterizedTest
        @EnumSource(
                value = CredentialPlacement.class,
                names = {"INLINE", "TEMPORARY_SECRET"})
        void isInUseForAnotherScope(CredentialPlacement placement) throws SQLException {
            attacher().placement(placement).build().attach(callers);
            assertThatThrownBy(() -> attacher()
                            .placement(placement)
                            .scope("PRINCIPAL_ROLE:reader")
                            .build()
                            .attach(callers))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALIAS_IN_USE))
                    .hasMessageContaining("PRINCIPAL_ROLE:reader");
        }

        @Test
        void isInUseForAnotherWarehouseEndpointDelegationOrPrincipal() throws SQLException {
            attacher().placement(CredentialPlacement.TEMPORARY_SECRET).build().attach(callers);
            assertInUse(
                    attacher()
                            .accessDelegation(AccessDelegation.VENDED_CREDENTIALS)
                            .build(),
                    "delegation",
                    "vended_credentials");
            assertInUse(attacher().readOnly(true).build(), "read only");
            assertInUse(
                    attacher().clientId(Secret.of("id", () -> "somebody-else")).build(), "log-in");
            assertInUse(
                    PolarisAttacher.builder(catalog.uri(), "other").build(), "warehouse 'demo'", "warehouse 'other'");
            URI elsewhere = URI.create("http://127.0.0.1:1/api/catalog");
            assertInUse(
                    PolarisAttacher.builder(elsewhere, "demo").build(),
                    catalog.uri().toString(),
                    elsewhere.toString());
        }

        @Test
        void isInUseForADatabaseOfAnotherKind() throws SQLException {
            Rows.run(callers, "ATTACH ':memory:' AS polaris_catalog");
            assertInUse(attacher().build(), "type duckdb");
            assertInUse(attacher().alias("memory").build(), "duckdb");
            assertInUse(attacher().alias("temp").build(), "duckdb");
            assertThatThrownBy(() -> attacher().build().detach(callers)).hasMessageContaining("in use");
        }

        @Test
        void ofTheCallersOwnMakingIsReusedAsFarAsItShows() throws SQLException {
            EXTENSIONS.loadIceberg(callers);
            Rows.run(
                    callers,
                    "CREATE SECRET own (TYPE iceberg, CLIENT_ID '" + CLIENT_ID + "', CLIENT_SECRET "
                            + Sql.literal(CANARY) + ", OAUTH2_SERVER_URI '" + catalog.tokenUri()
                            + "', OAUTH2_SCOPE 'PRINCIPAL_ROLE:ALL')");
            Rows.run(
                    callers,
                    "ATTACH 'demo' AS polaris_catalog (TYPE iceberg, SECRET own, ENDPOINT '" + catalog.uri()
                            + "/', ACCESS_DELEGATION_MODE 'none')");
            AttachedCatalog found = attacher().build().attach(callers);
            assertThat(found.reused()).isTrue();
            assertThat(found.placement()).isEqualTo(CredentialPlacement.TEMPORARY_SECRET);
        }

        private void assertInUse(PolarisAttacher attacher, String... words) {
            int requests = log.requests().size();
            assertThatThrownBy(() -> attacher.attach(callers))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALIAS_IN_USE))
                    .hasMessageContainingAll(words);
            assertThat(log.requests()).hasSize(requests);
        }
    }

    @Nested
    class FromSeveralThreads extends AttachFixture {
        @ParameterizedTest
        @EnumSource(CredentialPlacement.class)
        void oneAttachesAndTheOthersReuse(CredentialPlacement placement) throws Exception {
            PolarisAttacher attacher = attacher()
                    .placement(placement)
                    .storage(s3(Optional.of("bucket")))
                    .build();
            List<AttachedCatalog> results = inEightThreads(() -> attacher.attach(callers));
            assertThat(results).filteredOn(result -> !result.reused()).hasSize(1);
            assertThat(log.count("^GET /v1/config")).as("floe's and DuckDB's").isEqualTo(2);
            assertOneIsThere(attacher);
        }

        @Test
        void eachWithItsOwnAttacherOneAttachesAndTheOthersReuse() throws Exception {
            List<AttachedCatalog> results = inEightThreads(() -> attacher()
                    .placement(CredentialPlacement.TEMPORARY_SECRET)
                    .storage(s3(Optional.of("bucket")))
                    .build()
                    .attach(callers));
            assertThat(results).filteredOn(result -> !result.reused()).hasSize(1);
            assertOneIsThere(attacher().build());
        }

        private List<AttachedCatalog> inEightThreads(Callable<AttachedCatalog> task) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<AttachedCatalog> results = new ArrayList<>();
                for (Future<AttachedCatalog> future : pool.invokeAll(Collections.nCopies(8, task))) {
                    results.add(future.get());
                }
                return results;
            } finally {
                pool.shutdownNow();
            }
        }

        private void assertOneIsThere(PolarisAttacher attacher) throws SQLException {
            assertThat(catalogs()).hasSize(1);
            assertThat(secrets()).hasSize(1);
            assertThat(attacher.detach(callers)).isTrue();
            assertThat(secrets()).isEmpty();
        }
    }

    @Nested
    class TheStoragesKeys extends AttachFixture {
        @Test
        void becomeASecretThatLivesAsLongAsTheAttachment() throws SQLException {
            PolarisAttacher attacher =
                    attacher().storage(s3(Optional.of("lake-bucket"))).build();
            AttachedCatalog attached = attacher.attach(callers);
            assertThat(attached.storageSecret()).isPresent();
            assertThat(attached.changes()).anyMatch(change -> change.contains("temporary secret floe_storage_"));
            String shown =
                    Rows.one(callers, "SELECT name, type, persistent, scope, secret_string FROM duckdb_secrets()");
            assertThat(shown)
                    .startsWith(attached.storageSecret().orElseThrow() + "|s3|false|")
                    .contains("s3://lake-bucket", "endpoint=127.0.0.1:9000", "use_ssl=false", "url_style=path")
                    .contains("region=eu-central-1", "key_id=AKIA'KEY", "secret=redacted");
            assertThat(Rows.of(callers, "SELECT name FROM which_secret('s3://lake-bucket/x', 's3')"))
                    .hasSize(1);
            assertThat(Rows.of(callers, "SELECT name FROM which_secret('s3://elsewhere/x', 's3')"))
                    .isEmpty();
            assertThat(attacher().build().detach(callers)).isTrue();
            assertThat(secrets()).isEmpty();
            assertThat(attacher.detach(callers)).isFalse();
        }

        @Test
        void ofAnotherAliasStay() throws SQLException {
            PolarisAttacher one =
                    attacher().alias("one").storage(s3(Optional.of("b"))).build();
            PolarisAttacher two =
                    attacher().alias("two").storage(s3(Optional.of("b"))).build();
            one.attach(callers);
            two.attach(callers);
            one.detach(callers);
            assertThat(secrets()).hasSize(1);
        }

        @Test
        void areGoneAfterAFailedAttach() throws SQLException {
            assertThatThrownBy(() -> attacher("wrong")
                            .preflight(false)
                            .storage(s3(Optional.of("b")))
                            .build()
                            .attach(callers))
                    .isInstanceOf(DuckDbException.class);
            assertThat(secrets()).isEmpty();
        }

        @Test
        void ofAStorageThatDuckDbCannotHaveThemForAreRefused() {
            ResolvedStorage azure = new ResolvedStorage(
                    "blobs",
                    StorageType.AZURE,
                    Optional.empty(),
                    "x",
                    Optional.empty(),
                    false,
                    Optional.of(new StorageKeys(Secret.of("a", () -> "a"), Secret.of("b", () -> "b"))));
            assertThatThrownBy(() -> attacher().storage(azure))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                    .hasMessageContaining("'blobs'");
        }
    }

    @Nested
    class FromAConfiguration extends AttachFixture {
        @Test
        void everythingIsTakenOver() throws SQLException {
            IcebergRestCatalog configured = new IcebergRestCatalog(
                    "default",
                    "default",
                    CatalogType.POLARIS,
                    catalog.uri(),
                    "demo",
                    Optional.of(new OAuth2Credentials(
                            Secret.of("id", () -> CLIENT_ID),
                            Secret.of("secret", () -> CANARY),
                            "PRINCIPAL_ROLE:ALL",
                            catalog.tokenUri())),
                    new ResolvedHttp(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalInt.empty(),
                            Map.of("X-Other", "x")),
                    AccessDelegation.NONE,
                    WritePath.COMMIT,
                    Optional.of(s3(Optional.of("b"))),
                    Map.of("max-table-staleness", "1 minute"));
            PolarisAttacher.builder(configured).extensions(EXTENSIONS).build().attach(callers);
            assertThat(Rows.one(
                            callers,
                            "SELECT path, options['max_table_staleness'], options['client_id'] FROM duckdb_databases()"
                                    + " WHERE type = 'iceberg'"))
                    .isEqualTo("demo|1 minute|" + CLIENT_ID);
            assertThat(secrets())
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("floe_http_"))
                    .anyMatch(name -> name.startsWith("floe_storage_"));
            PolarisAttacher.builder(configured).build().detach(callers);
            assertThat(secrets()).isEmpty();
        }
    }

    @Nested
    class BadInput extends AttachFixture {
        @Test
        void isRefusedBeforeAnythingHappens() {
            URI good = catalog.uri();
            assertThatThrownBy(() -> PolarisAttacher.builder(URI.create("file:///x"), "w"))
                    .hasMessageContaining("not an http or https URL");
            assertThatThrownBy(() -> PolarisAttacher.builder(URI.create("https://a:b@host/x"), "w"))
                    .hasMessageContaining("holds a user")
                    .hasMessageNotContaining("a:b");
            assertThatThrownBy(() -> PolarisAttacher.builder(URI.create("https://host/x?y=1"), "w"))
                    .hasMessageContaining("query");
            assertThatThrownBy(() -> PolarisAttacher.builder(good, " ")).hasMessageContaining("warehouse");
            assertThatThrownBy(() -> PolarisAttacher.builder(good, "w").alias(""))
                    .hasMessageContaining("empty");
            assertThatThrownBy(() -> PolarisAttacher.builder(good, "w").scope(" "))
                    .hasMessageContaining("scope");
            assertThatThrownBy(() -> PolarisAttacher.builder(good, "w").deadline(Duration.ZERO))
                    .hasMessageContaining("positive");
            assertThatThrownBy(() -> PolarisAttacher.builder(good, "w")
                            .clientId(Secret.of("id", () -> "x"))
                            .build())
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> PolarisAttacher.builder(good, "w")
                            .placement(CredentialPlacement.TOKEN)
                            .build())
                    .isInstanceOf(IllegalStateException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"URI", "CLIENT_SECRET", "no-such-option", "TOKEN", "READ_ONLY", "x) ; DROP"})
        void anOptionThatIsUnknownOrHasItsOwnMethodIsRefused(String name) {
            assertThatThrownBy(() -> attacher().option(name, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MAX_TABLE_STALENESS");
        }

        @Test
        void remoteSigningIsRefusedWithAReason() {
            assertThatThrownBy(() -> attacher().accessDelegation(AccessDelegation.REMOTE_SIGNING))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                    .hasMessageContaining("vended-credentials");
        }

        @Test
        void anOptionsValueThatDuckDbRefusesLeavesNothing() throws SQLException {
            assertThatThrownBy(() -> attacher()
                            .option("MAX_TABLE_STALENESS", "banana")
                            .placement(CredentialPlacement.TEMPORARY_SECRET)
                            .build()
                            .attach(callers))
                    .isInstanceOf(DuckDbException.class)
                    .hasMessageContaining("banana");
            assertThat(catalogs()).isEmpty();
            assertThat(secrets()).isEmpty();
        }

        @Test
        void anExtensionThatIsNotThereIsSaidBeforeTheCatalogIsAsked() throws SQLException {
            try (Connection bare = DriverManager.getConnection("jdbc:duckdb:")) {
                Rows.run(bare, "SET extension_directory = '/nonexistent'");
                assertThatThrownBy(() -> attacher()
                                .extensions(DuckDbExtensions.installedOnly())
                                .build()
                                .attach(bare))
                        .isInstanceOfSatisfying(
                                DuckDbException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTENSION_UNAVAILABLE));
            }
            assertThat(log.requests()).isEmpty();
        }
    }
}

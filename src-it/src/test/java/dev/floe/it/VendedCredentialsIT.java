package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.config.WritePath;
import dev.floe.duckdb.AttachedCatalog;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.duckdb.VendedKeys;
import dev.floe.models.FloePipeline;
import dev.floe.models.RunResult;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import dev.floe.testkit.ProxyRequest;
import dev.floe.testkit.S3Storage;
import dev.floe.testkit.VendedCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keys of the storage that the catalog hands out with each table: a store with a token service, and before it a guard that lets nobody
 * in but with keys that were vended and have not ended.
 */
class VendedCredentialsIT {
    private static final String SECRET = "it-vending-secret-4711";

    /** So short that floe takes the keys for stale as soon as the statement is over that they were vended for. */
    private static final Duration LIFETIME = Duration.ofSeconds(50);

    private static MotoServer store;
    private static FaultProxy guard;
    private static EmbeddedCatalog catalog;

    /** Session tokens that the guard takes for ended. */
    private static final Set<String> ENDED = ConcurrentHashMap.newKeySet();

    private Connection connection;
    private Statement statement;

    @BeforeAll
    static void start() {
        store = MotoServer.start();
        guard = FaultProxy.before(store.endpoint());
        guard.onRequest(VendedCredentialsIT::check);
        catalog = EmbeddedCatalog.builder()
                .principal("it-client", SECRET)
                .s3(new S3Storage(guarded(), S3Store.REGION, "vended", "lake", "catalog-key", "catalog-secret"))
                .vending(store.endpoint(), LIFETIME)
                .start();
    }

    private static URI guarded() {
        return URI.create("http://127.0.0.1:" + guard.port());
    }

    /** The catalog's own requests pass, and those with a token that was vended and has not ended. */
    private static ProxyFault check(ProxyRequest request) {
        return KeyGuard.check(request, catalog, ENDED);
    }

    @AfterAll
    static void stop() {
        catalog.close();
        guard.close();
        store.close();
    }

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void attachesWritesReadsAndDetachesInEveryPlacement(CredentialPlacement placement) throws SQLException {
        int before = catalog.vended().size();
        PolarisAttacher attacher = attacher(placement, AccessDelegation.VENDED_CREDENTIALS);
        AttachedCatalog attached = attacher.attach(connection);
        String schema = attached.alias() + ".s_" + placement.name().toLowerCase(Locale.ROOT);
        statement.execute("CREATE SCHEMA " + schema);
        statement.execute("CREATE TABLE " + schema + ".t AS SELECT range AS n FROM range(1000)");
        statement.execute("INSERT INTO " + schema + ".t VALUES (1000)");

        assertThat(one("SELECT sum(n) FROM " + schema + ".t")).isEqualTo("500500");
        assertThat(catalog.vended()).hasSizeGreaterThan(before);
        assertNoVendedSecretIsReadable();
        assertThat(attacher.detach(connection)).isTrue();
        assertThat(one("SELECT count(*) FROM duckdb_databases() WHERE database_name = 'polaris_catalog'"))
                .isEqualTo("0");
        assertThat(one("SELECT count(*) FROM duckdb_secrets() WHERE NOT persistent"))
                .isEqualTo("0");
    }

    @Test
    void aStatementWithKeysThatHaveEndedFailsInsteadOfWaitingForItself() throws SQLException {
        AttachedCatalog attached = attacher(CredentialPlacement.TEMPORARY_SECRET, AccessDelegation.VENDED_CREDENTIALS)
                .attach(connection);
        String table = attached.alias() + ".ended.t";
        statement.execute("CREATE SCHEMA " + attached.alias() + ".ended");
        statement.execute("CREATE TABLE " + table + " AS SELECT 1 AS n");
        endAll();

        assertThat(attached.changes()).contains("setting httpfs_enable_credential_refresh = false (was true)");
        assertThatThrownBy(() -> one("SELECT n FROM " + table))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(DuckDbException.of(e, Redactor.none(), "Reading")
                                        .code())
                                .isEqualTo(ErrorCode.STORAGE_FAILED))
                .hasMessageContaining("ExpiredToken");

        statement = connection.createStatement();
        assertThat(VendedKeys.dropStale(connection)).isEqualTo(1);
        assertThat(one("SELECT n FROM " + table)).isEqualTo("1");
        endAll();
        assertThat(VendedKeys.dropStale(connection)).isEqualTo(1);
        statement.execute("INSERT INTO " + table + " VALUES (2)");
        assertThat(one("SELECT sum(n) FROM " + table)).isEqualTo("3");
    }

    @Test
    void ofKeysThatLiveOnOnlyTheYoungestAreKept() throws SQLException {
        AttachedCatalog attached = attacher(CredentialPlacement.TEMPORARY_SECRET, AccessDelegation.VENDED_CREDENTIALS)
                .attach(connection);
        statement.execute("CREATE SCHEMA " + attached.alias() + ".young");
        String secret =
                "CREATE SECRET \"__internal_ic_x__young__t__%s_0_s3://lake\" (TYPE s3, KEY_ID 'k%s', SECRET 's', SCOPE '%s')";
        for (int transaction : List.of(9, 10, 8)) {
            statement.execute(secret.formatted(transaction, transaction, "s3://vended/one"));
        }
        statement.execute(secret.formatted(1, 1, "s3://vended/two"));

        assertThat(VendedKeys.dropStale(connection)).isEqualTo(2);
        assertThat(
                        one(
                                "SELECT string_agg(regexp_extract(name, '\\d+'), ',' ORDER BY name) FROM duckdb_secrets() WHERE NOT persistent"))
                .isEqualTo("10,1");
    }

    @ParameterizedTest
    @EnumSource
    void aRunGoesOnWithNewKeysOnAConnectionWhereOlderOnesHaveEnded(WritePath writePath, @TempDir Path folder)
            throws SQLException, IOException {
        String namespace = "run_" + writePath.name().toLowerCase(Locale.ROOT);
        attacher(CredentialPlacement.TEMPORARY_SECRET, AccessDelegation.VENDED_CREDENTIALS)
                .attach(connection);
        Files.writeString(folder.resolve("dbt_project.yml"), "name: vended\nversion: '1.0'\n");
        Files.writeString(folder.resolve("floe.yaml"), "name: vended\ncatalog: default\n");
        Files.writeString(folder.resolve("platform.yaml"), """
                catalogs:
                  default:
                    type: polaris
                    uri: "%s"
                    warehouse: "%s"
                    namespace: %s
                    write_path: %s
                    access_delegation: vended-credentials
                    credentials:
                      mode: oauth2
                      client_id: {secret_ref: it-id}
                      client_secret: {secret_ref: it-secret}
                """.formatted(
                catalog.uri(), catalog.warehouse(), namespace, writePath.name().toLowerCase(Locale.ROOT)));
        Path models = Files.createDirectories(folder.resolve("models"));
        Files.writeString(
                models.resolve("a.sql"), "{{ config(materialized='table') }} select range as n from range(10)");
        Files.writeString(models.resolve("b.sql"), """
                {{ config(materialized='incremental', unique_key='n') }} select n from {{ ref('a') }}
                """);
        FloePipeline pipeline = FloePipeline.builder()
                .project(folder)
                .platform(folder.resolve("platform.yaml"))
                .environment(Map.of("IT_ID", "it-client", "IT_SECRET", SECRET))
                .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                .connection(connection)
                .build();

        for (int run = 0; run < 3; run++) {
            RunResult result = pipeline.run();
            assertThat(result.failed()).as("run %s", run).isEmpty();
            endAll();
        }
        VendedKeys.dropStale(connection);
        assertThat(one("SELECT sum(n) FROM polaris_catalog." + namespace + ".b"))
                .isEqualTo("45");
    }

    /** From now on the store takes none of the keys any more that were vended so far. */
    private static void endAll() {
        catalog.vended().forEach(keys -> ENDED.add(keys.sessionToken()));
    }

    @Test
    void withoutVendedKeysTheGuardLetsNobodyIn() throws SQLException {
        AttachedCatalog attached =
                attacher(CredentialPlacement.INLINE, AccessDelegation.NONE).attach(connection);
        statement.execute("CREATE SCHEMA " + attached.alias() + ".nobody");

        assertThatThrownBy(() -> statement.execute("CREATE TABLE " + attached.alias() + ".nobody.t AS SELECT 1 AS n"))
                .isInstanceOf(SQLException.class);
    }

    private void assertNoVendedSecretIsReadable() throws SQLException {
        String visible = one("SELECT string_agg(d::VARCHAR) FROM duckdb_databases() d")
                + one("SELECT coalesce(string_agg(s::VARCHAR), '') FROM duckdb_secrets() s")
                + one("SELECT coalesce(string_agg(s::VARCHAR), '') FROM duckdb_settings() s");
        List<String> secrets = new ArrayList<>();
        for (VendedCredentials keys : catalog.vended()) {
            secrets.add(keys.secretAccessKey());
            secrets.add(keys.sessionToken());
        }
        assertThat(visible).doesNotContain(secrets);
    }

    private static PolarisAttacher attacher(CredentialPlacement placement, AccessDelegation delegation) {
        return PolarisAttacher.builder(catalog.uri(), catalog.warehouse())
                .clientId(Secret.of("id", () -> "it-client"))
                .clientSecret(Secret.of("secret", () -> SECRET))
                .placement(placement)
                .accessDelegation(delegation)
                .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                .build();
    }

    private String one(String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.config.AccessDelegation;
import dev.floe.config.Secret;
import dev.floe.duckdb.AttachedCatalog;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import dev.floe.testkit.ProxyRequest;
import dev.floe.testkit.S3Storage;
import dev.floe.testkit.VendedCredentials;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keys of the storage that the catalog hands out with each table: a store with a token service, and before it a guard that lets nobody
 * in but with keys that were vended and have not ended.
 */
class VendedCredentialsIT {
    private static final String SECRET = "it-vending-secret-4711";
    private static final Duration LIFETIME = Duration.ofHours(1);

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
        if (request.headers().getOrDefault("Authorization", "").contains("Credential=catalog-key/")) {
            return ProxyFault.pass();
        }
        Optional<String> token = Optional.ofNullable(request.headers().get("x-amz-security-token"));
        if (token.isEmpty() || catalog.vended().stream().noneMatch(each -> each.sessionToken().equals(token.get()))) {
            return ProxyFault.storeError(403, "AccessDenied", "Access Denied");
        }
        return ENDED.contains(token.get())
                ? ProxyFault.storeError(400, "ExpiredToken", "The provided token has expired.")
                : ProxyFault.pass();
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
    }

    @Test
    void keysThatHaveEndedAreReplacedWithTheNextStatement() throws SQLException {
        AttachedCatalog attached =
                attacher(CredentialPlacement.TEMPORARY_SECRET, AccessDelegation.VENDED_CREDENTIALS).attach(connection);
        String table = attached.alias() + ".ended.t";
        statement.execute("CREATE SCHEMA " + attached.alias() + ".ended");
        statement.execute("CREATE TABLE " + table + " AS SELECT 1 AS n");
        catalog.vended().forEach(keys -> ENDED.add(keys.sessionToken()));

        assertThat(one("SELECT n FROM " + table)).isEqualTo("1");
        statement.execute("INSERT INTO " + table + " VALUES (2)");
        assertThat(one("SELECT sum(n) FROM " + table)).isEqualTo("3");
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

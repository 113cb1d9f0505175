package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogType;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedHttp;
import dev.floe.config.Secret;
import dev.floe.config.WritePath;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.iceberg.ExpiryResult;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables written by floe-iceberg with nothing but the keys that the catalog lends for each, before a store that lets nobody in but with keys
 * that were lent and have not ended. Nothing is attached, and no secret is the host's.
 */
class VendedWritesIT {
    private static final String SECRET = "it-lending-secret-4711";

    /** Keys that are told to end at once, so that each commit asks for new ones. */
    private static final Duration LIFETIME = Duration.ZERO;

    private static final Set<String> ENDED = ConcurrentHashMap.newKeySet();

    private static MotoServer store;
    private static FaultProxy guard;
    private static EmbeddedCatalog catalog;
    private static DuckDbSession session;
    private static IcebergTables tables;
    private static int made;

    private TableName table;

    @BeforeAll
    static void start() {
        store = MotoServer.start();
        guard = FaultProxy.before(store.endpoint());
        guard.onRequest(VendedWritesIT::check);
        catalog = EmbeddedCatalog.builder()
                .principal("it-client", SECRET)
                .s3(new S3Storage(
                        URI.create("http://127.0.0.1:" + guard.port()),
                        S3Store.REGION,
                        "lent",
                        "lake",
                        "catalog-key",
                        "catalog-secret"))
                .vending(store.endpoint(), LIFETIME)
                .start();
        session = DuckDbSession.builder()
                .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                .load(List.of("httpfs", "iceberg"))
                .build();
        Secret secret = Secret.of("secret", () -> SECRET);
        tables = IcebergTables.open(
                new IcebergRestCatalog(
                        "lent",
                        "lent",
                        CatalogType.POLARIS,
                        catalog.uri(),
                        catalog.warehouse(),
                        Optional.of(new OAuth2Credentials(
                                Secret.of("id", () -> "it-client"),
                                secret,
                                OAuth2Credentials.DEFAULT_SCOPE,
                                catalog.tokenUri())),
                        ResolvedHttp.none(),
                        AccessDelegation.VENDED_CREDENTIALS,
                        WritePath.COMMIT,
                        Optional.empty(),
                        Map.of()),
                session,
                Redactor.of(List.of(secret)));
        tables.ensureNamespace(List.of("lent"));
    }

    /** The catalog's own requests pass, and those with a token that was lent and has not ended. */
    private static ProxyFault check(ProxyRequest request) {
        return KeyGuard.check(request, catalog, ENDED);
    }

    @AfterAll
    static void stop() {
        tables.close();
        session.close();
        catalog.close();
        guard.close();
        store.close();
    }

    @BeforeEach
    void fresh() {
        ENDED.clear();
        table = TableName.of("lent", "t" + ++made);
    }

    @Test
    void everythingIsWrittenWithKeysThatAreLentAndNoneStays() throws SQLException {
        TableLayout layout = new TableLayout(List.of("k"), List.of("i"), Map.of());
        commit(write("SELECT i, i % 3 AS k FROM range(30) r(i)").layout(layout));
        commit(write("SELECT 100 AS i, 1 AS k").mode(TableWrite.Mode.APPEND));
        commit(write("SELECT 200 AS i, 2 AS k").overwrite("i = 100"));
        commit(write("SELECT 300 AS i, 0 AS k").mode(TableWrite.Mode.OVERWRITE_PARTITIONS));
        commit(write("SELECT 400 AS i, 1 AS k").mode(TableWrite.Mode.APPEND));
        assertThat(tables.maintenance().compact(table, Map.of()).snapshotId()).isPresent();
        assertThat(tables.maintenance().orphans(table, Duration.ofDays(3), true).files())
                .isEmpty();
        try (StagedWrite staged = tables.stage(
                write("SELECT 500 AS i, 1 AS k").mode(TableWrite.Mode.APPEND).build())) {
            assertThat(ask("SELECT count(*) || ' ' || sum(i) FROM (" + staged.tableQuery() + ")"))
                    .isEqualTo("24 1700");
        }
        assertThat(ask("SELECT count(*) FROM duckdb_secrets()")).isEqualTo("0");
    }

    @Test
    void keysThatEndedWhileTheRowsWereComputedAreRenewedForTheCommit() throws SQLException {
        for (int round = 0; round < 2; round++) {
            try (StagedWrite staged =
                    tables.stage(write("SELECT " + round + " AS i").build())) {
                endAll();
                assertThat(staged.commit().rows()).isEqualTo(1);
            }
            endAll();
        }
        try (StagedWrite staged =
                tables.stage(write("SELECT 7 AS i").mode(TableWrite.Mode.APPEND).build())) {
            assertThat(ask("SELECT sum(i) FROM (" + staged.tableQuery() + ")")).isEqualTo("8");
        }
    }

    @Test
    void filesThatNobodyNeedsAreRemovedWithTheFolderOfTheirWrite() throws SQLException {
        commit(write("SELECT 1 AS i"));
        commit(write("SELECT 2 AS i"));
        try (StagedWrite staged = tables.stage(write("SELECT 3 AS i").build())) {
            assertThat(objects("data")).hasSize(3).contains(staged.files().get(0));
            staged.discard();
        }
        List<String> data = objects("data");
        assertThat(data).hasSize(2);
        List<String> metadata = objects("metadata");

        ExpiryResult expired = tables.maintenance().expire(table, Duration.ZERO, 1, false);
        assertThat(expired.removed()).singleElement().isIn(data);
        assertThat(expired.left()).isNotEmpty().allMatch(metadata::contains);
        assertThat(objects("data")).hasSize(1).doesNotContainAnyElementsOf(expired.removed());
        try (StagedWrite staged =
                tables.stage(write("SELECT 7 AS i").mode(TableWrite.Mode.APPEND).build())) {
            assertThat(ask("SELECT sum(i) FROM (" + staged.tableQuery() + ")")).isEqualTo("9");
        }
    }

    /** The objects of the table below a folder, seen with the catalog's own keys. */
    private List<String> objects(String below) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            DuckDbExtensionRepository.load(connection);
            statement.execute(
                    "CREATE TEMPORARY SECRET s (TYPE s3, KEY_ID 'catalog-key', SECRET 'catalog-secret', ENDPOINT '127.0.0.1:"
                            + guard.port() + "', USE_SSL false, URL_STYLE 'path', REGION '" + S3Store.REGION + "')");
            List<String> objects = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SELECT file FROM glob('s3://lent/lake/"
                    + table.namespace().get(0) + "/" + table.name() + "/" + below + "/**')")) {
                while (found.next()) {
                    objects.add(found.getString(1));
                }
            }
            return objects;
        }
    }

    @Test
    void keysThatTheStoreRefusesAreAFailureOfTheStorage() {
        Set<String> before = Set.copyOf(tokens());
        guard.onRequest(request -> before.contains(request.headers().getOrDefault("x-amz-security-token", ""))
                ? check(request)
                : ProxyFault.storeError(400, "ExpiredToken", "The provided token has expired."));
        try {
            IcebergException e = catchThrowableOfType(IcebergException.class, () -> commit(write("SELECT 1 AS i")));
            assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED);
            assertThat(e).hasMessageContaining("400").hasMessageNotContaining(SECRET);
            assertThat(tables.state(table)).isEmpty();
        } finally {
            guard.onRequest(VendedWritesIT::check);
        }
    }

    private static List<String> tokens() {
        return catalog.vended().stream().map(VendedCredentials::sessionToken).toList();
    }

    /** From now on the store takes none of the keys any more that were lent so far. */
    private static void endAll() {
        ENDED.addAll(tokens());
    }

    private TableWrite.Builder write(String select) {
        return TableWrite.builder(table).select(select);
    }

    private static void commit(TableWrite.Builder write) {
        try (StagedWrite staged = tables.stage(write.build())) {
            staged.commit();
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = session.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

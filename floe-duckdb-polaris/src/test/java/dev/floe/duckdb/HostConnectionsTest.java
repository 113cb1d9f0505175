package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.floe.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections and instances as hosts have them: from pools, in transactions, read only, with secrets and catalogs of their own. */
class HostConnectionsTest extends AttachFixture {
    @TempDir
    Path folder;

    private static HikariDataSource pool(String url, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        config.setAutoCommit(autoCommit);
        return new HikariDataSource(config);
    }

    @Nested
    class FromAPool {
        private String url() {
            return "jdbc:duckdb:" + folder.resolve("pooled.duckdb");
        }

        @ParameterizedTest
        @EnumSource(CredentialPlacement.class)
        void areAttachedToAndSeeItFromEveryConnection(CredentialPlacement placement) throws SQLException {
            try (HikariDataSource pool = pool("jdbc:duckdb:" + folder.resolve(placement + ".duckdb"), true)) {
                PolarisAttacher attacher = attacher().placement(placement).build();
                try (Connection one = pool.getConnection();
                        Connection other = pool.getConnection()) {
                    attacher.attach(one);
                    Rows.run(other, "CREATE SCHEMA polaris_catalog.a");
                    Rows.run(other, "CREATE TABLE polaris_catalog.a.t AS SELECT 1 AS i");
                    assertThat(Rows.one(one, "SELECT i FROM polaris_catalog.a.t"))
                            .isEqualTo("1");
                    assertThat(attacher.attach(other).reused()).isTrue();
                }
                try (Connection later = pool.getConnection()) {
                    assertThat(attacher.reattach(later).reused()).isFalse();
                    assertThat(Rows.one(later, "SELECT i FROM polaris_catalog.a.t"))
                            .isEqualTo("1");
                    assertThat(attacher.detach(later)).isTrue();
                }
            }
        }

        @Test
        void keepTheirUncommittedRowsWithoutAutoCommit() throws SQLException {
            try (HikariDataSource pool = pool(url(), false);
                    Connection pooled = pool.getConnection()) {
                Rows.run(pooled, "CREATE TABLE t (i INTEGER)");
                pooled.commit();
                Rows.run(pooled, "INSERT INTO t VALUES (1)");
                attacher().build().attach(pooled);
                assertThat(pooled.getAutoCommit()).isFalse();
                assertThat(Rows.one(pooled, "SELECT count(*) FROM t")).isEqualTo("1");
                pooled.rollback();
                assertThat(Rows.one(pooled, "SELECT count(*) FROM t")).isEqualTo("0");
                Rows.run(pooled, "CREATE SCHEMA polaris_catalog.a");
                pooled.commit();
            }
        }

        @Test
        void areAttachedToInsideAFailedTransaction() throws SQLException {
            try (HikariDataSource pool = pool(url(), false);
                    Connection pooled = pool.getConnection()) {
                Rows.run(pooled, "CREATE TABLE t (i INTEGER PRIMARY KEY)");
                pooled.commit();
                Rows.run(pooled, "INSERT INTO t VALUES (1)");
                assertThatThrownBy(() -> Rows.run(pooled, "INSERT INTO t VALUES (1)"))
                        .isInstanceOf(SQLException.class);
                AttachedCatalog attached = attacher().build().attach(pooled);
                assertThat(attached.reused()).isFalse();
                pooled.rollback();
                assertThat(attacher().build().attach(pooled).reused()).isTrue();
                assertThat(Rows.one(pooled, "SELECT count(*) FROM t")).isEqualTo("0");
            }
        }

        @Test
        void areRefusedOnceGivenBack() throws SQLException {
            try (HikariDataSource pool = pool(url(), true)) {
                Connection pooled = pool.getConnection();
                pooled.close();
                assertThatThrownBy(() -> attacher().build().attach(pooled))
                        .isInstanceOfSatisfying(
                                DuckDbException.class,
                                e -> assertThat(e.code())
                                        .isIn(ErrorCode.DATABASE_UNAVAILABLE, ErrorCode.NOT_A_DUCKDB_CONNECTION));
            }
        }
    }

    @Nested
    class ReadOnly {
        private Connection readOnly() throws SQLException {
            Path file = folder.resolve("read.duckdb");
            try (Connection writing = DriverManager.getConnection("jdbc:duckdb:" + file)) {
                Rows.run(writing, "CREATE TABLE t AS SELECT 1 AS i");
            }
            Properties properties = new Properties();
            properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
            return DriverManager.getConnection("jdbc:duckdb:" + file, properties);
        }

        @ParameterizedTest
        @EnumSource(CredentialPlacement.class)
        void databasesGetACatalogThatCanBeWritten(CredentialPlacement placement) throws SQLException {
            try (Connection connection = readOnly()) {
                attacher().placement(placement).build().attach(connection);
                Rows.run(connection, "CREATE SCHEMA polaris_catalog.a");
                Rows.run(connection, "CREATE TABLE polaris_catalog.a.t AS SELECT i FROM read.t");
                assertThat(Rows.one(connection, "SELECT i FROM polaris_catalog.a.t"))
                        .isEqualTo("1");
                assertThat(Rows.of(connection, "SELECT name FROM duckdb_secrets()"))
                        .isEmpty();
            }
        }

        @Test
        void connectionsThatSayTheyAreAreAttachedToToo() throws SQLException {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:duckdb:" + folder.resolve("read.duckdb"));
            config.setReadOnly(true);
            config.addDataSourceProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
            readOnly().close();
            try (HikariDataSource pool = new HikariDataSource(config);
                    Connection pooled = pool.getConnection()) {
                assertThat(pooled.isReadOnly()).isTrue();
                attacher().build().attach(pooled);
                assertThat(Rows.one(pooled, "SELECT count(*) FROM duckdb_databases() WHERE type = 'iceberg'"))
                        .isEqualTo("1");
            }
        }

        @Test
        void attachmentsRefuseToBeWritten() throws SQLException {
            attacher().readOnly(true).build().attach(callers);
            assertThatThrownBy(() -> Rows.run(callers, "CREATE SCHEMA polaris_catalog.a"))
                    .hasMessageContaining("read-only");
        }
    }

    @Nested
    class WithSecretsOfTheirOwn {
        @ParameterizedTest
        @EnumSource(CredentialPlacement.class)
        void keepThem(CredentialPlacement placement) throws Exception {
            Path stored = Files.createDirectory(folder.resolve("stored"));
            Properties properties = new Properties();
            properties.setProperty("secret_directory", stored.toString());
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties)) {
                assertThat(Rows.setting(connection, "secret_directory")).contains(stored.toString());
                EXTENSIONS.loadIceberg(connection);
                Rows.run(
                        connection,
                        "CREATE PERSISTENT SECRET kept (TYPE s3, KEY_ID 'a', SECRET 'b', SCOPE 's3://mine')");
                Rows.run(connection, "CREATE TEMPORARY SECRET used (TYPE http, SCOPE 'http://elsewhere.example')");
                // DuckDB fetches a token when such a secret is made.
                Rows.run(
                        connection,
                        "CREATE PERSISTENT SECRET login (TYPE iceberg, CLIENT_ID '" + CLIENT_ID + "', CLIENT_SECRET "
                                + Sql.literal(CANARY) + ", OAUTH2_SERVER_URI '" + catalog.tokenUri() + "')");
                List<String> before = Rows.of(connection, "SELECT name, persistent FROM duckdb_secrets() ORDER BY 1");
                byte[] file = Files.readAllBytes(stored.resolve("kept.duckdb_secret"));

                PolarisAttacher attacher = attacher().placement(placement).build();
                attacher.attach(connection);
                Rows.run(connection, "CREATE SCHEMA polaris_catalog.a");
                assertThat(attacher.detach(connection)).isTrue();

                assertThat(Rows.of(connection, "SELECT name, persistent FROM duckdb_secrets() ORDER BY 1"))
                        .isEqualTo(before)
                        .hasSize(3);
                assertThat(Files.readAllBytes(stored.resolve("kept.duckdb_secret")))
                        .isEqualTo(file);
                try (java.util.stream.Stream<Path> files = Files.list(stored)) {
                    assertThat(files).hasSize(2);
                }
            }
        }

        @Test
        void thatMayNotBeStoredDoNotHinder() throws SQLException {
            Rows.run(callers, "SET allow_persistent_secrets = false");
            attacher().placement(CredentialPlacement.TEMPORARY_SECRET).build().attach(callers);
            assertThat(catalogs()).hasSize(1);
        }

        @Test
        void inAFolderThatIsNotThereDoNotHinder() throws SQLException {
            Properties properties = new Properties();
            properties.setProperty(
                    "secret_directory", folder.resolve("no/folder").toString());
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties)) {
                attacher()
                        .placement(CredentialPlacement.TEMPORARY_SECRET)
                        .build()
                        .attach(connection);
                assertThat(Rows.of(connection, "SELECT name FROM duckdb_secrets()"))
                        .isEmpty();
            }
        }
    }

    @Nested
    class WithCatalogsOfTheirOwn {
        @Test
        void keepThemAndTheirTables() throws SQLException {
            EXTENSIONS.loadIceberg(callers);
            Rows.run(
                    callers,
                    "ATTACH 'demo' AS theirs (TYPE iceberg, CLIENT_ID '" + CLIENT_ID + "', CLIENT_SECRET "
                            + Sql.literal(CANARY) + ", OAUTH2_SERVER_URI '" + catalog.tokenUri()
                            + "', OAUTH2_SCOPE 'PRINCIPAL_ROLE:ALL', ENDPOINT '" + catalog.uri()
                            + "', ACCESS_DELEGATION_MODE 'none')");
            Rows.run(callers, "CREATE SCHEMA theirs.a");
            Rows.run(callers, "CREATE TABLE theirs.a.t AS SELECT 1 AS i");
            Rows.run(callers, "USE theirs.a");
            PolarisAttacher attacher = attacher().alias("floes").build();
            attacher.attach(callers);
            assertThat(Rows.one(callers, "SELECT i FROM t")).isEqualTo("1");
            assertThat(Rows.one(callers, "SELECT i FROM floes.a.t")).isEqualTo("1");
            attacher.detach(callers);
            assertThat(catalogs()).containsExactly("theirs");
            assertThat(Rows.one(callers, "SELECT current_database() || '.' || current_schema()"))
                    .isEqualTo("theirs.a");
        }
    }

    @Test
    void whatTheInstanceCannotDoIsSaidBeforeAnythingChanges() throws SQLException {
        EXTENSIONS.loadIceberg(callers);
        Rows.run(callers, "SET lock_configuration = true");
        assertThatThrownBy(() -> attacher()
                        .http(HttpOptions.none().withRetries(5).withRealm("r"))
                        .build()
                        .attach(callers))
                .isInstanceOfSatisfying(
                        DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                .hasMessageContaining("http_retries");
        assertThat(log.requests()).isEmpty();
        assertThat(catalogs()).isEmpty();
        assertThat(secrets()).isEmpty();
    }
}

package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL reaches on an instance that floe confined, and what it does not. */
class ConfinementTest extends AttachFixture {
    private static final String MOUNTED = "m0unt3d-c4n4ry";

    @TempDir
    Path folder;

    private Path mount;
    private Path secret;
    private Path data;

    /** Laid out as Kubernetes does, with ways to it from elsewhere. */
    @BeforeEach
    void files() throws IOException {
        mount = Files.createDirectories(folder.resolve("pod/secrets"));
        Path day = Files.createDirectories(mount.resolve("db/..2026"));
        Files.writeString(day.resolve("value"), MOUNTED);
        Files.createSymbolicLink(mount.resolve("db/..data"), Path.of("..2026"));
        secret = Files.createSymbolicLink(mount.resolve("db/value"), Path.of("..data/value"));
        data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("pod/config"));
        Files.writeString(folder.resolve("pod/config/a.csv"), "i\n7\n");
        Files.writeString(data.resolve("a.csv"), "i\n1\n");
        Files.createSymbolicLink(data.resolve("link"), secret);
        Files.createSymbolicLink(data.resolve("folder"), mount);
    }

    private DuckDbSession session(FileAccess access, String... extensions) {
        return DuckDbSession.builder()
                .database(folder.resolve("pod/work.duckdb"))
                .extensions(EXTENSIONS)
                .settings(DuckDbSettings.none().withFileAccess(access))
                .load(List.of(extensions))
                .build();
    }

    private DuckDbSession withoutSecrets() {
        DuckDbSession session =
                session(FileAccess.without(List.of(mount, Path.of("/var/run/secrets"), Path.of("/proc"))), "iceberg");
        session.confine();
        return session;
    }

    @Nested
    class EverythingButSecrets {
        @Test
        void noStatementReachesTheMount() throws SQLException {
            Path out = data.resolve("out");
            try (DuckDbSession session = withoutSecrets();
                    Connection connection = session.open()) {
                for (String sql : List.of(
                        "SELECT content FROM read_text('" + secret + "')",
                        "SELECT content FROM read_blob('" + secret + "')",
                        "SELECT content FROM read_text('" + data.resolve("link") + "')",
                        "SELECT content FROM read_text('" + data.resolve("folder/db/value") + "')",
                        "SELECT content FROM read_text('" + data + "/../pod/secrets/db/value')",
                        "SELECT content FROM read_text('" + data + "/*ink')",
                        "SELECT content FROM read_text('" + folder + "/**/value')",
                        "SELECT content FROM read_text('file://" + secret + "')",
                        "SELECT content FROM read_text('file:" + secret + "')",
                        "SELECT content FROM read_text('/proc/self/root" + secret + "')",
                        "SELECT content FROM read_text('/proc/self/environ')",
                        "SELECT * FROM read_json('/proc/self/environ')",
                        "FROM read_csv('" + secret + "', header = false, columns = {'a': 'VARCHAR'})",
                        "FROM '" + secret + "'",
                        "FROM read_json_objects('" + secret + "')",
                        "FROM read_parquet('" + secret + "')",
                        "FROM parquet_metadata('" + secret + "')",
                        "FROM read_avro('" + secret + "')",
                        "FROM sniff_csv('" + secret + "')",
                        "FROM iceberg_scan('" + mount + "')",
                        "FROM iceberg_metadata('" + secret + "')",
                        "FROM glob('" + mount + "/**')",
                        "ATTACH '" + secret + "' AS hidden",
                        "ATTACH '" + mount + "/new.duckdb' AS hidden",
                        "COPY (SELECT 1) TO '" + mount + "/out.csv'",
                        "COPY (SELECT 1 AS a, 2 AS b) TO '" + mount + "/out' (FORMAT parquet, PARTITION_BY a)",
                        "COPY (SELECT 1) TO '" + data + "/folder/out.csv'",
                        "EXPORT DATABASE '" + mount + "/out'",
                        "IMPORT DATABASE '" + mount + "'",
                        "SET temp_directory = '" + mount + "'",
                        "SET log_query_path = '" + mount + "/log'",
                        "LOAD '" + secret + "'",
                        "SET allowed_directories = ['/']",
                        "SET allowed_paths = ['" + secret + "']",
                        "SET enable_external_access = true",
                        "RESET enable_external_access")) {
                    assertThat(catchThrowable(() -> assertThat(String.join("\n", Rows.of(connection, sql)))
                                    .doesNotContain(MOUNTED)))
                            .as(sql)
                            .isInstanceOf(SQLException.class)
                            .hasMessageNotContaining(MOUNTED);
                }
                Rows.run(connection, "SET file_search_path = '" + mount + "/db'");
                assertThatThrownBy(() -> Rows.of(connection, "SELECT content FROM read_text('value')"))
                        .hasMessageNotContaining(MOUNTED);
            }
            assertThat(out).doesNotExist();
            assertThat(mount.toFile().list()).containsExactly("db");
        }

        @Test
        void whatModelsDoWorks() throws Exception {
            Path temporary = Files.createDirectories(folder.resolve("spill"));
            try (DuckDbSession session = DuckDbSession.builder()
                            .database(folder.resolve("pod/spilling.duckdb"))
                            .settings(DuckDbSettings.none()
                                    .withMemoryLimit("60MiB")
                                    .withThreads(1)
                                    .withTempDirectory(temporary)
                                    .withFileAccess(FileAccess.without(List.of(mount, temporary.resolve("not")))))
                            .build();
                    Connection connection = session.open()) {
                session.confine();
                assertThat(Rows.one(connection, "SELECT i FROM '" + data.resolve("a.csv") + "'"))
                        .isEqualTo("1");
                assertThat(Rows.one(connection, "SELECT i FROM '" + folder.resolve("pod/config/a.csv") + "'"))
                        .isEqualTo("7");
                assertThat(Rows.of(connection, "SELECT i FROM read_csv('" + data + "/*.csv')"))
                        .containsExactly("1");
                Rows.run(
                        connection,
                        "COPY (SELECT 1 AS a, 2 AS b) TO '" + data + "/p' (FORMAT parquet, PARTITION_BY a)");
                assertThat(Rows.one(connection, "SELECT a, b FROM read_parquet('" + data + "/p/**/*.parquet')"))
                        .isEqualTo("1|2");
                Rows.run(connection, "ATTACH '" + data.resolve("other.duckdb") + "' AS other");
                Rows.run(connection, "CREATE TABLE other.t AS SELECT 1 AS i");
                Rows.run(connection, "ATTACH ':memory:' AS scratch");
                Rows.run(connection, "CREATE TEMPORARY SECRET s (TYPE http)");
                Rows.run(connection, "SET TimeZone = 'UTC'");
                Rows.run(connection, "EXPORT DATABASE '" + data.resolve("exported") + "'");
                Rows.run(connection, "CREATE TABLE t AS SELECT i, md5(i::VARCHAR) m FROM range(1000000) r(i)");
                Rows.run(connection, "CHECKPOINT");
                assertThat(Rows.one(connection, "SELECT count(*) FROM (SELECT * FROM t ORDER BY m OFFSET 1)"))
                        .isEqualTo("999999");
            }
        }

        @Test
        void catalogsCanBeAttachedAndTheirTablesWritten() throws SQLException {
            try (DuckDbSession session = withoutSecrets();
                    Connection connection = session.open()) {
                attacher()
                        .placement(CredentialPlacement.TEMPORARY_SECRET)
                        .build()
                        .attach(connection);
                Rows.run(connection, "CREATE SCHEMA polaris_catalog.a");
                Rows.run(connection, "CREATE TABLE polaris_catalog.a.t AS SELECT 42 AS i");
                assertThat(Rows.one(connection, "SELECT i FROM polaris_catalog.a.t"))
                        .isEqualTo("42");
                assertThat(EXTENSIONS.loadIceberg(connection)).noneMatch(DuckDbExtensions.Extension::loadedNow);
            }
        }

        @Test
        void filesOfTheWebCanBeRead() throws Exception {
            try (FaultProxy server = FaultProxy.before(catalog.uri());
                    DuckDbSession session = withoutSecrets();
                    Connection connection = session.open()) {
                server.onRequest(request -> new ProxyFault.Answer(200, Map.of(), "i\n5\n"));
                assertThat(Rows.one(connection, "SELECT i FROM read_csv('" + server.address() + "/a.csv')"))
                        .isEqualTo("5");
            }
        }

        @Test
        void aFolderThatIsMountedLaterIsHiddenAlready() throws Exception {
            Path later = folder.resolve("pod/later/secrets");
            try (DuckDbSession session = session(FileAccess.without(List.of(later)));
                    Connection connection = session.open()) {
                session.confine();
                Files.createDirectories(later);
                Files.writeString(later.resolve("value"), MOUNTED);
                assertThatThrownBy(() -> Rows.of(connection, "SELECT content FROM read_text('" + later + "/value')"))
                        .hasMessageContaining("Permission Error");
            }
        }

        @Test
        void aRefusalHasACodeAndARemedy() throws SQLException {
            try (DuckDbSession session = withoutSecrets();
                    Connection connection = session.open()) {
                for (String sql : List.of("FROM read_text('" + secret + "')", "LOAD spatial")) {
                    SQLException refused = (SQLException) catchThrowable(() -> Rows.of(connection, sql));
                    DuckDbException e = DuckDbException.of(refused, Redactor.none(), "Running a model");
                    assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_CONFINED);
                    assertThat(e).hasMessageContaining("file_access").hasMessageContaining("extensions");
                }
            }
        }
    }

    @Nested
    class SomePlacesOnly {
        @Test
        void nothingElseIsReadOrWritten() throws SQLException {
            FileAccess access = FileAccess.only(
                    List.of(data.toString(), catalog.storageDirectory().toString()));
            try (DuckDbSession session = session(access, "iceberg");
                    Connection connection = session.open()) {
                session.confine();
                assertThat(Rows.one(connection, "SELECT i FROM read_csv('" + data.resolve("a.csv") + "')"))
                        .isEqualTo("1");
                Rows.run(connection, "CREATE TABLE t AS SELECT * FROM range(1000)");
                Rows.run(connection, "CHECKPOINT");
                attacher().build().attach(connection);
                Rows.run(connection, "CREATE SCHEMA polaris_catalog.a");
                for (String sql : List.of(
                        "FROM read_text('" + folder.resolve("pod/config/a.csv") + "')",
                        "FROM read_text('" + data.resolve("link") + "')",
                        "FROM read_text('" + catalog.uri() + "')",
                        "COPY t TO '" + folder.resolve("o.csv") + "'")) {
                    assertThatThrownBy(() -> Rows.run(connection, sql))
                            .as(sql)
                            .hasMessageContaining("Permission Error");
                }
            }
        }
    }

    @Test
    void everythingIsOpenUnlessSomethingIsSaid() throws SQLException {
        try (DuckDbSession session = session(FileAccess.everything());
                Connection connection = session.open()) {
            session.confine();
            assertThat(Rows.one(connection, "SELECT content FROM read_text('" + secret + "')"))
                    .isEqualTo(MOUNTED);
        }
    }

    @Test
    void noFileOfTheInstanceHoldsASecret() throws Exception {
        try (DuckDbSession session = withoutSecrets();
                Connection connection = session.open()) {
            attacher().placement(CredentialPlacement.TEMPORARY_SECRET).build().attach(connection);
            Rows.run(connection, "CREATE SCHEMA polaris_catalog.a");
            Rows.run(connection, "CHECKPOINT");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(mount))
                    .toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY);
            }
        }
    }
}

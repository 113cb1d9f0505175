package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSessionTest {
    private static final DuckDbExtensions EXTENSIONS = DuckDbExtensions.directory(DuckDbExtensionRepository.locate());

    @TempDir
    Path folder;

    @Nested
    class AnInstanceOfItsOwn {
        @Test
        void hasTheSettingsThatWereGiven() throws SQLException {
            DuckDbSettings settings = DuckDbSettings.none()
                    .withMemoryLimit("512Mi")
                    .withThreads(3)
                    .withTempDirectory(folder.resolve("deep/tmp; x=1"))
                    .with("default_null_order", "nulls_first");
            try (DuckDbSession session =
                            DuckDbSession.builder().settings(settings).build();
                    Connection connection = session.open()) {
                assertThat(Rows.setting(connection, "memory_limit")).contains("512.0 MiB");
                assertThat(Rows.setting(connection, "threads")).contains("3");
                assertThat(Rows.setting(connection, "default_null_order").orElseThrow())
                        .containsIgnoringCase("nulls_first");
                assertThat(Rows.setting(connection, "temp_directory").orElseThrow())
                        .startsWith(folder.resolve("deep/tmp; x=1").toString());
                assertThat(session.ownsInstance()).isTrue();
            }
        }

        @Test
        void neverPutsTemporaryFilesIntoTheWorkingDirectory() throws SQLException {
            try (DuckDbSession session = DuckDbSession.builder().build();
                    Connection connection = session.open()) {
                String temp = Rows.setting(connection, "temp_directory").orElseThrow();
                assertThat(Path.of(temp)).isAbsolute();
                assertThat(temp)
                        .startsWith(System.getProperty("java.io.tmpdir"))
                        .contains("floe-duckdb-");
            }
        }

        @Test
        void spillsIntoItsFolderAndLeavesNothingBehind() throws Exception {
            Path temp = folder.resolve("spill");
            DuckDbSettings settings = DuckDbSettings.none()
                    .withMemoryLimit("60MiB")
                    .withThreads(1)
                    .withTempDirectory(temp);
            try (DuckDbSession session =
                            DuckDbSession.builder().settings(settings).build();
                    Connection connection = session.open()) {
                Rows.run(connection, "CREATE TABLE t AS SELECT i, md5(i::VARCHAR) m FROM range(3000000) r(i)");
                assertThat(Rows.one(connection, "SELECT count(*) FROM (SELECT * FROM t ORDER BY m OFFSET 1)"))
                        .isEqualTo("2999999");
                assertThat(temp).isNotEmptyDirectory();
            }
            assertThat(temp).isEmptyDirectory();
        }

        @Test
        void keepsSqlFromWideningWhatItMayLoadAndKeep() throws SQLException {
            try (DuckDbSession session = DuckDbSession.builder().build();
                    Connection connection = session.open()) {
                for (String name : List.of(
                        "allow_persistent_secrets",
                        "allow_unredacted_secrets",
                        "allow_community_extensions",
                        "allow_unsigned_extensions",
                        "autoinstall_known_extensions",
                        "autoload_known_extensions")) {
                    assertThat(Rows.setting(connection, name)).as(name).contains("false");
                }
                for (String name : List.of(
                        "allow_community_extensions",
                        "allow_unsigned_extensions",
                        "allow_persistent_secrets",
                        "allow_unredacted_secrets")) {
                    assertThatThrownBy(() -> Rows.run(connection, "SET " + name + " = true"))
                            .isInstanceOf(SQLException.class);
                }
                assertThatThrownBy(() -> Rows.run(connection, "CREATE PERSISTENT SECRET s (TYPE http)"))
                        .isInstanceOf(SQLException.class);
            }
        }

        /** What floe changes of DuckDB's defaults, and nothing else; each with what DuckDB shows of it. */
        @Test
        void differsFromDuckDbsDefaultsInTheseSettingsOnly() throws SQLException {
            DuckDbSettings settings = DuckDbSettings.none()
                    .withMemoryLimit("512Mi")
                    .withThreads(3)
                    .withTempDirectory(folder);
            String all = "SELECT name || '=' || coalesce(value, '') FROM duckdb_settings() ORDER BY ALL";
            try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
                    DuckDbSession session =
                            DuckDbSession.builder().settings(settings).build();
                    Connection connection = session.open()) {
                List<String> changed = new ArrayList<>(Rows.of(connection, all));
                changed.removeAll(Rows.of(plain, all));
                // DuckDB's own share of the memory limit
                changed.removeIf(line -> line.startsWith("write_buffer_row_group_memory_limit="));
                changed.replaceAll(line -> line.replaceFirst("^(temp_directory=.*)/floe-duckdb-.*", "$1"));
                assertThat(changed)
                        .containsExactly(
                                "allow_community_extensions=false",
                                "allow_persistent_secrets=false",
                                "autoinstall_known_extensions=false",
                                "autoload_known_extensions=false",
                                "max_memory=512.0 MiB",
                                "memory_limit=512.0 MiB",
                                "temp_directory=" + folder,
                                "threads=3",
                                "worker_threads=3");
                assertThat(Rows.setting(connection, "enable_logging")).contains("0");
            }
        }

        @Test
        void doesNotSwitchDuckDbsLogOn() {
            for (String setting :
                    List.of("enable_http_logging", "ENABLE_LOGGING", "logging_level", "enabled_log_types")) {
                assertThatThrownBy(() -> DuckDbSettings.none().with(setting, "true"))
                        .isInstanceOfSatisfying(
                                DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                        .hasMessageContaining("credentials");
            }
        }

        @Test
        void keepsItsOwnFilesInOneFolderIfToldSo() throws SQLException {
            Path work = folder.resolve("work");
            try (DuckDbSession session =
                            DuckDbSession.builder().workDirectory(work).build();
                    Connection connection = session.open()) {
                assertThat(Rows.setting(connection, "temp_directory").orElseThrow())
                        .startsWith(work.toString());
                assertThat(Rows.setting(connection, "extension_directory").orElseThrow())
                        .startsWith(work.toString());
            }
        }

        @Test
        void aPrivateDatabaseIsNobodyElses() throws SQLException {
            try (DuckDbSession one = DuckDbSession.builder().inMemory().build();
                    DuckDbSession two = DuckDbSession.builder().inMemory().build();
                    Connection first = one.open();
                    Connection second = two.open()) {
                Rows.run(first, "CREATE TABLE t (i INTEGER)");
                assertThat(Rows.of(second, "SELECT * FROM duckdb_tables()")).isEmpty();
            }
        }

        @Test
        void everyConnectionSeesTheSameTablesAndHasItsOwnTransaction() throws SQLException {
            try (DuckDbSession session = DuckDbSession.builder().build();
                    Connection one = session.open();
                    Connection two = session.open()) {
                assertThat(one.getAutoCommit()).isTrue();
                Rows.run(one, "CREATE TABLE t (i INTEGER)");
                one.setAutoCommit(false);
                Rows.run(one, "INSERT INTO t VALUES (1)");
                assertThat(Rows.one(two, "SELECT count(*) FROM t")).isEqualTo("0");
                one.commit();
                assertThat(Rows.one(two, "SELECT count(*) FROM t")).isEqualTo("1");
            }
        }

        @Test
        void aDatabaseFileIsMadeWithItsFolderAndKept() throws SQLException {
            Path file = folder.resolve("new folder/it's=ü.duckdb");
            try (DuckDbSession session = DuckDbSession.builder().database(file).build();
                    Connection connection = session.open()) {
                Rows.run(connection, "CREATE TABLE t AS SELECT 42 AS i");
            }
            try (DuckDbSession session = DuckDbSession.builder().database(file).build();
                    Connection connection = session.open()) {
                assertThat(Rows.one(connection, "SELECT i FROM t")).isEqualTo("42");
            }
        }

        @Test
        void twoSessionsOfOneFileShareTheInstance() throws SQLException {
            Path file = folder.resolve("shared.duckdb");
            try (DuckDbSession one = DuckDbSession.builder().database(file).build();
                    DuckDbSession two = DuckDbSession.builder().database(file).build();
                    Connection first = one.open();
                    Connection second = two.open()) {
                Rows.run(first, "CREATE TABLE t AS SELECT 1 AS i");
                assertThat(Rows.one(second, "SELECT i FROM t")).isEqualTo("1");
            }
        }

        @Test
        void aFileIsTheSameInstanceUnderEveryPathToIt() throws Exception {
            Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
            try (DuckDbSession one = DuckDbSession.builder()
                            .database(folder.resolve("real/a.duckdb"))
                            .build();
                    DuckDbSession two = DuckDbSession.builder()
                            .database(link.resolve("a.duckdb"))
                            .build();
                    Connection first = one.open();
                    Connection second = two.open()) {
                Rows.run(first, "CREATE TABLE t AS SELECT 1 AS i");
                assertThat(Rows.one(second, "SELECT i FROM t")).isEqualTo("1");
            }
        }

        @Test
        void theInstanceLivesUntilItsLastUserIsGone() throws SQLException {
            Path file = folder.resolve("counted.duckdb");
            DuckDbSettings other = DuckDbSettings.none().withThreads(1);
            DuckDbSession one = DuckDbSession.builder().database(file).build();
            DuckDbSession two = DuckDbSession.builder().database(file).build();
            try (Connection worker = two.open()) {
                one.close();
                Rows.run(worker, "CREATE TABLE t AS SELECT 1 AS i");
                two.close();
                assertThat(Rows.one(worker, "SELECT i FROM t"))
                        .as("a connection that was handed out stays")
                        .isEqualTo("1");
                assertThatThrownBy(() -> DuckDbSession.builder()
                                .database(file)
                                .settings(other)
                                .build())
                        .hasMessageContaining("different configuration");
            }
            try (DuckDbSession anew = DuckDbSession.builder()
                            .database(file)
                            .settings(other)
                            .build();
                    Connection worker = anew.open()) {
                assertThat(Rows.one(worker, "SELECT i FROM t")).isEqualTo("1");
            }
        }

        @Test
        void otherSettingsForAnOpenFileAreRefused() {
            Path file = folder.resolve("twice.duckdb");
            try (DuckDbSession one = DuckDbSession.builder().database(file).build()) {
                assertThat(one.ownsInstance()).isTrue();
                assertThatThrownBy(() -> DuckDbSession.builder()
                                .database(file)
                                .settings(DuckDbSettings.none().withThreads(1))
                                .build())
                        .isInstanceOfSatisfying(
                                DuckDbException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE))
                        .hasMessageContaining("different configuration")
                        .hasMessageContaining(file.toString());
            }
        }

        @Test
        void aFileThatAnotherProcessHoldsNamesIt() throws Exception {
            Path file = folder.resolve("locked.duckdb");
            Process holder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            jarOf(DuckDBConnection.class) + java.io.File.pathSeparator + jarOf(LockHolder.class),
                            LockHolder.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
                assertThat(out.readLine()).isEqualTo("locked true");
                assertThatThrownBy(() -> DuckDbSession.builder().database(file).build())
                        .isInstanceOfSatisfying(
                                DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_LOCKED))
                        .hasMessageContaining("PID " + holder.pid())
                        .hasMessageContaining(file.toString());
            } finally {
                holder.getOutputStream().close();
                holder.waitFor();
            }
        }

        @Test
        void whatIsNoDatabaseIsSaidToBeNone() throws Exception {
            Path text = Files.writeString(folder.resolve("notes.duckdb"), "no database ".repeat(2000));
            assertThatThrownBy(() -> DuckDbSession.builder().database(text).build())
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE))
                    .hasMessageContaining(text.toString());
            assertThatThrownBy(() -> DuckDbSession.builder().database(folder).build())
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
            assertThatThrownBy(() -> DuckDbSession.builder()
                            .database(text.resolve("below/a.duckdb"))
                            .build())
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
            assertThatThrownBy(() -> DuckDbSession.builder()
                            .database(folder.resolve("a;b.duckdb"))
                            .build())
                    .hasMessageContaining("semicolon");
        }

        @Test
        void aSettingThatDuckDbRefusesIsNamed() {
            assertThatThrownBy(() -> DuckDbSession.builder()
                            .settings(DuckDbSettings.none().with("no_such_setting", "1"))
                            .build())
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                    .hasMessageContaining("no_such_setting");
        }

        @Test
        void afterCloseItGivesNoConnections() {
            DuckDbSession session = DuckDbSession.builder().build();
            session.close();
            session.close();
            assertThatThrownBy(session::open).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void extensionsAreLoadedBeforeAnybodyWorks() throws SQLException {
            try (DuckDbSession session = DuckDbSession.builder()
                            .extensions(EXTENSIONS)
                            .load(List.of("httpfs"))
                            .build();
                    Connection connection = session.open()) {
                assertThat(Rows.one(
                                connection, "SELECT loaded FROM duckdb_extensions() WHERE extension_name = 'httpfs'"))
                        .isEqualTo("true");
            }
        }
    }

    @Nested
    class BesideACallersConnection {
        @Test
        void theCallersConnectionStaysAsItIs() throws SQLException {
            try (Connection callers = DriverManager.getConnection("jdbc:duckdb:")) {
                Rows.run(callers, "CREATE TABLE t (i INTEGER)");
                callers.setAutoCommit(false);
                Rows.run(callers, "INSERT INTO t VALUES (1)");
                List<String> before = Rows.of(callers, "SELECT name, value FROM duckdb_settings() ORDER BY ALL");
                try (DuckDbSession session =
                                DuckDbSession.builder().connection(callers).build();
                        Connection worker = session.open()) {
                    assertThat(session.ownsInstance()).isFalse();
                    assertThat(worker.getAutoCommit()).isTrue();
                    assertThat(Rows.one(worker, "SELECT count(*) FROM t"))
                            .as("uncommitted rows are not seen")
                            .isEqualTo("0");
                    Rows.run(worker, "CREATE TABLE u AS SELECT 1 AS i");
                }
                assertThat(callers.isClosed()).isFalse();
                assertThat(callers.getAutoCommit()).isFalse();
                assertThat(Rows.of(callers, "SELECT name, value FROM duckdb_settings() ORDER BY ALL"))
                        .isEqualTo(before);
                callers.commit();
                assertThat(Rows.one(callers, "SELECT count(*) FROM t")).isEqualTo("1");
                assertThat(Rows.one(callers, "SELECT count(*) FROM u")).isEqualTo("1");
            }
        }

        @Test
        void aWrapperOfAPoolIsUnwrapped() throws SQLException {
            try (Connection callers = DriverManager.getConnection("jdbc:duckdb:")) {
                Connection wrapped = wrapper(callers, true);
                try (DuckDbSession session =
                                DuckDbSession.builder().connection(wrapped).build();
                        Connection worker = session.open()) {
                    assertThat(Rows.one(worker, "SELECT 1")).isEqualTo("1");
                }
            }
        }

        @Test
        void aConnectionOfAnotherKindIsRefused() throws SQLException {
            try (Connection callers = DriverManager.getConnection("jdbc:duckdb:")) {
                assertThatThrownBy(() -> DuckDbSession.builder()
                                .connection(wrapper(callers, false))
                                .build())
                        .isInstanceOfSatisfying(
                                DuckDbException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_DUCKDB_CONNECTION))
                        .hasMessageContaining("unwrap");
            }
        }

        @Test
        void aClosedConnectionIsSaidToBeClosed() throws SQLException {
            Connection callers = DriverManager.getConnection("jdbc:duckdb:");
            callers.close();
            assertThatThrownBy(() -> DuckDbSession.builder().connection(callers).build())
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE))
                    .hasMessageContaining("closed");
        }

        @Test
        void itsSettingsAreNotFloesToChange() throws SQLException {
            try (Connection callers = DriverManager.getConnection("jdbc:duckdb:")) {
                assertThatThrownBy(() -> DuckDbSession.builder()
                                .connection(callers)
                                .settings(DuckDbSettings.none().withThreads(1))
                                .build())
                        .isInstanceOf(IllegalStateException.class);
                try (DuckDbSession session =
                        DuckDbSession.builder().connection(callers).build()) {
                    session.confine();
                    assertThat(Rows.setting(callers, "enable_external_access")).contains("true");
                }
            }
        }
    }

    static Connection wrapper(Connection inner, boolean unwraps) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "isWrapperFor" -> unwraps;
                    case "unwrap" -> inner;
                    case "toString" -> "wrapper";
                    default -> throw new AssertionError("floe used the caller's connection: " + method.getName());
                });
    }

    private static String jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}

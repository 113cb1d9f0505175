package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.testkit.DuckDbExtensionRepository.Source;
import dev.floe.testkit.DuckDbExtensionRepository.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbExtensionRepositoryTest {

    private static final Target TARGET = new Target("v9.9.9", "test_platform");

    @TempDir
    private Path folder;

    @Nested
    class WithTheDriverOnTheClassPath {

        @Test
        void findsADirectoryThatDuckDbTakesAsItsExtensionRepository() throws SQLException {
            Path repository = DuckDbExtensionRepository.locate();

            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                statement.execute("SET extension_directory='" + folder + "'");
                statement.execute("SET custom_extension_repository='" + repository + "'");
                statement.execute("INSTALL avro");
                statement.execute("LOAD avro");
            }
        }

        @Test
        void loadsAllExtensionsWithoutInstallingThem() throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                DuckDbExtensionRepository.load(connection);

                try (Statement statement = connection.createStatement();
                        ResultSet result =
                                statement.executeQuery("SELECT count(*) FROM duckdb_extensions() WHERE loaded"
                                        + " AND extension_name IN ('httpfs', 'avro', 'iceberg')")) {
                    result.next();
                    assertThat(result.getInt(1)).isEqualTo(3);
                }
            }
        }
    }

    @Nested
    class LookingForADirectory {

        @Test
        void takesTheOneThatTheSettingNames() throws IOException {
            fill(folder);

            assertThat(locate(Optional.of(folder), refusing("A"), refusing("B")))
                    .isEqualTo(folder);
        }

        @Test
        void refusesASettingWhoseDirectoryLacksAnExtension() throws IOException {
            fill(folder);
            Files.delete(TARGET.file(folder, "avro"));

            assertThatThrownBy(() -> locate(Optional.of(folder), refusing("A"), refusing("B")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(DuckDbExtensionRepository.SETTING + " names " + folder + ", which lacks ["
                            + TARGET.file(folder, "avro") + "]");
        }

        @Test
        void takesACacheThatIsFullWithoutAskingAnybody() throws IOException {
            fill(cache());

            assertThat(locate(Optional.empty(), refusing("A"), refusing("B"))).isEqualTo(cache());
        }

        @Test
        void fillsTheCacheFromDuckDbsOwnRepositoryFirst() {
            assertThat(locate(Optional.empty(), DuckDbExtensionRepositoryTest::fill, refusing("B")))
                    .isEqualTo(cache());

            assertThat(TARGET.missing(cache())).isEmpty();
        }

        @Test
        void fillsTheCacheByPipWhereDuckDbsRepositoryGivesOnlySome() {
            Source some = directory -> {
                fill(directory);
                Files.delete(TARGET.file(directory, "iceberg"));
            };

            assertThat(locate(Optional.empty(), some, DuckDbExtensionRepositoryTest::fill))
                    .isEqualTo(cache());
        }

        @Test
        void saysAllThatWasTriedWhenNothingWorks() {
            assertThatThrownBy(() -> locate(Optional.empty(), refusing("no network"), refusing("no python")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "[httpfs, avro, iceberg] for v9.9.9 on test_platform cannot be had",
                            "no FLOE_DUCKDB_EXTENSIONS is set",
                            "DuckDB's own repository (no network)",
                            "pip download (no python)",
                            "DIR/v9.9.9/test_platform/NAME.duckdb_extension");
        }

        @Test
        void leavesNothingBesideTheExtensionsInTheCache() throws IOException {
            locate(Optional.empty(), refusing("no network"), DuckDbExtensionRepositoryTest::fill);

            try (Stream<Path> files = Files.list(cache())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(".lock", "v9.9.9");
            }
        }

        @Test
        void readsTheSettingFromTheEnvironmentAndTheCacheFolderFromXdg() {
            Map<String, String> environment =
                    Map.of(DuckDbExtensionRepository.SETTING, "/ext", "XDG_CACHE_HOME", "/cache");

            assertThat(DuckDbExtensionRepository.setting(environment::get)).contains(Path.of("/ext"));
            assertThat(DuckDbExtensionRepository.cache(environment::get))
                    .isEqualTo(Path.of("/cache/floe/duckdb-extensions"));
            assertThat(DuckDbExtensionRepository.setting(name -> null)).isEmpty();
        }
    }

    @Test
    void waitsForAnotherProcessThatIsFillingTheCache() throws Exception {
        // The other process holds the lock while it fills the cache.
        Files.createDirectories(cache());
        AtomicInteger asked = new AtomicInteger();
        Process holder = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import fcntl,sys\nf=open(sys.argv[1],'w')\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint('locked',"
                                + " flush=True)\nsys.stdin.readline()",
                        cache().resolve(".lock").toString())
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("locked");
        CompletableFuture<Path> found = CompletableFuture.supplyAsync(() -> locate(
                Optional.empty(),
                directory -> {
                    asked.incrementAndGet();
                    fill(directory);
                },
                refusing("B")));
        fill(cache());
        holder.getOutputStream().close();
        holder.waitFor();

        assertThat(found.get()).isEqualTo(cache());
        assertThat(asked).hasValue(0);
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path locate(Optional<Path> setting, Source duckDb, Source pip) {
        return DuckDbExtensionRepository.locate(TARGET, setting, cache(), duckDb, pip);
    }

    private static void fill(Path directory) throws IOException {
        Files.createDirectories(TARGET.in(directory));
        for (String name : DuckDbExtensionRepository.EXTENSIONS) {
            Files.writeString(TARGET.file(directory, name), name);
        }
    }

    private static Source refusing(String reason) {
        return directory -> {
            throw new IOException(reason);
        };
    }
}

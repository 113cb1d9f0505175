package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbExtensionsTest {
    private static final Path REPOSITORY = DuckDbExtensionRepository.locate();

    @TempDir
    Path folder;

    /** An instance of which nothing is installed. */
    private Connection bare() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(
                "extension_directory", folder.resolve("installed").toString());
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        return DriverManager.getConnection("jdbc:duckdb:", properties);
    }

    @Test
    void aFolderInTheLayoutOfARepositoryLoadsWithoutInstalling() throws SQLException {
        try (Connection connection = bare()) {
            List<DuckDbExtensions.Extension> loaded =
                    DuckDbExtensions.directory(REPOSITORY).loadIceberg(connection);
            assertThat(loaded)
                    .extracting(DuckDbExtensions.Extension::name)
                    .containsExactlyInAnyOrder("avro", "httpfs", "iceberg");
            assertThat(loaded).allSatisfy(extension -> {
                assertThat(extension.loadedNow()).isTrue();
                assertThat(extension.version()).isNotBlank();
                assertThat(extension.origin()).startsWith(REPOSITORY.toString());
            });
            assertThat(folder.resolve("installed")).doesNotExist();
        }
    }

    @Test
    void aFlatFolderLoadsToo() throws Exception {
        try (Connection connection = bare()) {
            String platform = Rows.one(connection, "PRAGMA platform");
            String version = Rows.one(connection, "SELECT version()");
            Path flat = Files.createDirectory(folder.resolve("flat"));
            for (String name : List.of("avro", "httpfs", "iceberg")) {
                String file = name + ".duckdb_extension";
                Files.createSymbolicLink(
                        flat.resolve(file),
                        REPOSITORY.resolve(version).resolve(platform).resolve(file));
            }
            assertThat(DuckDbExtensions.repository(flat.toString()).loadIceberg(connection))
                    .hasSize(3);
        }
    }

    @Test
    void whatIsLoadedIsLeftAlone() throws SQLException {
        try (Connection connection = bare()) {
            DuckDbExtensions.directory(REPOSITORY).loadIceberg(connection);
            assertThat(DuckDbExtensions.installedOnly().loadIceberg(connection))
                    .hasSize(3)
                    .noneMatch(DuckDbExtensions.Extension::loadedNow);
        }
    }

    @Test
    void theVariableNamesAFolderForAuto() throws SQLException {
        try (Connection connection = bare()) {
            Map<String, String> environment = Map.of(DuckDbExtensions.DIRECTORY_VARIABLE, REPOSITORY.toString());
            assertThat(DuckDbExtensions.auto(environment).load(connection, List.of("httpfs")))
                    .singleElement()
                    .satisfies(extension -> assertThat(extension.origin()).contains("httpfs.duckdb_extension"));
        }
    }

    @Test
    void aMissingExtensionSaysWhereItWasLookedForAndWhatToDo() throws SQLException {
        try (Connection connection = bare()) {
            String version = Rows.one(connection, "SELECT version()");
            String platform = Rows.one(connection, "PRAGMA platform");
            assertThatThrownBy(() -> DuckDbExtensions.directory(folder).loadIceberg(connection))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTENSION_UNAVAILABLE))
                    .hasMessageContaining("'httpfs'")
                    .hasMessageContaining(version)
                    .hasMessageContaining(platform)
                    .hasMessageContaining(folder.resolve(version).toString())
                    .hasMessageContaining(DuckDbExtensions.DIRECTORY_VARIABLE);
            assertThatThrownBy(() -> DuckDbExtensions.installedOnly().load(connection, List.of("spatial")))
                    .hasMessageContaining("installed: ")
                    .hasMessageContaining("INSTALL spatial");
        }
    }

    @Test
    void aFileThatWasTamperedWithIsRefusedForItsSignature() throws Exception {
        try (Connection connection = bare()) {
            String version = Rows.one(connection, "SELECT version()");
            String platform = Rows.one(connection, "PRAGMA platform");
            byte[] bytes = Files.readAllBytes(
                    REPOSITORY.resolve(version).resolve(platform).resolve("avro.duckdb_extension"));
            bytes[bytes.length / 2] ^= 1;
            Files.write(folder.resolve("avro.duckdb_extension"), bytes);
            assertThatThrownBy(() -> DuckDbExtensions.directory(folder).load(connection, List.of("avro")))
                    .hasMessageContaining("signature");
        }
    }

    @Test
    void aNameThatIsNoneIsRefused() throws SQLException {
        try (Connection connection = bare()) {
            assertThatThrownBy(() -> DuckDbExtensions.auto().load(connection, List.of("a'; DROP TABLE t; --")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

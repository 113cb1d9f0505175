package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions of a jar, and of a folder that an image is built with. */
class ExtensionBundleTest {
    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        Thread.currentThread().setContextClassLoader(before);
        connection.close();
    }

    @Test
    void aJarOnTheClassPathIsUnpackedOnce() throws Exception {
        Path below = folder.resolve("unpacked");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar("avro").toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            Path file = Path.of(DuckDbExtensions.bundled(below)
                    .load(connection, List.of("avro"))
                    .get(0)
                    .origin());
            assertThat(file).startsWith(below).isRegularFile();
            Object written = Files.getLastModifiedTime(file);
            try (Connection another = DriverManager.getConnection("jdbc:duckdb:")) {
                DuckDbExtensions.bundled(below).load(another, List.of("avro"));
            }
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
            // A new file under the name: DuckDB has the one that was there mapped into memory.
            Files.delete(file);
            Files.writeString(file, "half a file");
            try (Connection another = DriverManager.getConnection("jdbc:duckdb:")) {
                DuckDbExtensions.bundled(below).load(another, List.of("avro"));
            }
            assertThat(unpacked(file.getParent()))
                    .containsExactly(file.getFileName().toString());
        }
    }

    @Test
    void severalProcessesAtOnceUnpackItOnceAndAllHaveIt() throws Exception {
        Path below = folder.resolve("shared");
        Path jar = jar("avro");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(ChildJvm.start(BundleLoader.class, List.of(jar), List.of(), below.toString()));
        }
        for (Process process : processes) {
            assertThat(ChildJvm.line(process)).isEqualTo("ready");
        }
        for (Process process : processes) {
            process.getOutputStream().close();
        }
        for (Process process : processes) {
            assertThat(ChildJvm.line(process)).startsWith("loaded " + below);
            assertThat(process.waitFor()).isZero();
        }
        try (var files = Files.walk(below)) {
            List<Path> written = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
            assertThat(written)
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasFileName("avro.duckdb_extension"));
        }
    }

    @Test
    void aJarForAnotherDuckDbIsSaidToBeOne() throws Exception {
        Path jar = folder.resolve("other.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new ZipEntry(ExtensionBundle.ROOT + "index"));
            entries.write("v0.9.9/linux_s390x/avro.duckdb_extension\n".getBytes(StandardCharsets.UTF_8));
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThatThrownBy(() -> DuckDbExtensions.bundled(folder).load(connection, List.of("avro")))
                    .hasMessageContaining("the jars there are for v0.9.9/linux_s390x");
        }
    }

    private static List<String> unpacked(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .toList();
        }
    }

    @Test
    void withoutAJarTheResourceThatWasLookedForIsNamed() {
        assertThatThrownBy(() -> DuckDbExtensions.bundled(folder).load(connection, List.of("avro")))
                .isInstanceOfSatisfying(
                        DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTENSION_UNAVAILABLE))
                .hasMessageContaining(ExtensionBundle.ROOT)
                .hasMessageContaining("floe-duckdb-extensions");
    }

    @Test
    void aFolderThatWasInstalledToIsAllThatIsNeeded() {
        Path target = folder.resolve("image");
        DuckDbExtensions.directory(DuckDbExtensionRepository.locate()).installTo(target, List.of("httpfs", "iceberg"));
        assertThat(DuckDbExtensions.directory(target).loadIceberg(connection))
                .hasSize(3)
                .allMatch(extension -> extension.origin().startsWith(target.toString()));
    }

    private Path jar(String name) throws IOException, SQLException {
        return jar(folder, name);
    }

    /** A jar in a folder that holds an extension as floe-duckdb-extensions packages it. */
    static Path jar(Path folder, String name) throws IOException, SQLException {
        String file = name + ".duckdb_extension";
        Path jar = folder.resolve("extensions.jar");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            String version = Rows.one(connection, "SELECT version()");
            String platform = Rows.one(connection, "PRAGMA platform");
            entries.setLevel(0);
            entries.putNextEntry(new ZipEntry(ExtensionBundle.resource(version, platform, file)));
            Files.copy(
                    DuckDbExtensionRepository.locate()
                            .resolve(version)
                            .resolve(platform)
                            .resolve(file),
                    entries);
        }
        return jar;
    }
}

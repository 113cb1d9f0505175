package dev.floe.iceberg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "file://", "file://localhost"})
    void every_spelling_of_a_local_file_is_the_same_path(String prefix) {
        assertThat(Locations.local(prefix + "/a b/c%20d")).contains(Path.of("/a b/c%20d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/file:/x", "gs://b/x", "abfss://c@a.dfs.core.windows.net/x", "relative/x", ""})
    void what_is_elsewhere_is_not_local(String location) throws Exception {
        assertThat(Locations.local(location)).isEmpty();
        Locations.prepare(location);
        Locations.remove(location);
        Locations.removeFolder(location);
    }

    @Test
    void preparing_makes_the_folders_of_a_table() throws Exception {
        Locations.prepare("file:" + folder + "/ns/t");
        assertThat(folder.resolve("ns/t/data")).isDirectory();
        assertThat(folder.resolve("ns/t/metadata")).isDirectory();
    }

    @Test
    void removing_leaves_alone_what_is_not_empty() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("x/y"));
        Files.writeString(inner.resolve("file"), "content");
        Files.writeString(folder.resolve("x/file"), "content");
        Locations.removeFolder("file:" + folder.resolve("x"));
        assertThat(inner.resolve("file")).exists();
        assertThat(folder.resolve("x/file")).doesNotExist();
    }
}

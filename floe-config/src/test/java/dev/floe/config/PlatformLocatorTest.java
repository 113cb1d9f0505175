package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformLocatorTest {
    @TempDir
    Path folder;

    @Test
    void theSearchPathGoesFromTheEnvironmentsFolderToTheProjects() throws IOException {
        Path project = folder.resolve("project");
        Path home = folder.resolve("home");
        PlatformLocator locator = PlatformLocator.of(project, Map.of()).withHome(home);
        List<Path> expected = List.of(
                project.resolve("platform/dev/platform.yaml"),
                project.resolve(".floe/dev/platform.yaml"),
                home.resolve(".floe/dev/platform.yaml"),
                project.resolve("platform/platform.yaml"),
                project.resolve(".floe/platform.yaml"),
                home.resolve(".floe/platform.yaml"),
                project.resolve("platform.yaml"));

        assertThat(locator.candidates("dev")).isEqualTo(expected);
        List<Path> backwards = new ArrayList<>(expected);
        Collections.reverse(backwards);
        for (Path file : backwards) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
            assertThat(locator.locate(null, "dev")).isEqualTo(file);
        }
    }

    @Test
    void theEnvironmentIsNamedByArgumentThenByVariableThenLocal() {
        assertThat(PlatformLocator.of(folder, Map.of("FLOE_PLATFORM_ENV", "prod"))
                        .candidates("dev")
                        .get(0))
                .isEqualTo(folder.resolve("platform/dev/platform.yaml"));
        assertThat(PlatformLocator.of(folder, Map.of("FLOE_PLATFORM_ENV", "prod"))
                        .candidates(null)
                        .get(0))
                .isEqualTo(folder.resolve("platform/prod/platform.yaml"));
        assertThat(PlatformLocator.of(folder, Map.of("FLOE_PLATFORM_ENV", ""))
                        .candidates(null)
                        .get(0))
                .isEqualTo(folder.resolve("platform/local/platform.yaml"));
    }

    @Test
    void theFileIsNamedByArgumentThenByVariable() throws IOException {
        Path one = Files.writeString(folder.resolve("one.yaml"), "");
        Path two = Files.writeString(folder.resolve("two.yaml"), "");
        Files.writeString(folder.resolve("platform.yaml"), "");
        PlatformLocator locator = PlatformLocator.of(folder, Map.of("FLOE_PLATFORM_FILE", two.toString()));

        assertThat(locator.locate(one, null)).isEqualTo(one);
        assertThat(locator.locate(null, "dev")).isEqualTo(two);
    }

    @Test
    void aFileThatIsNamedButNotThereIsNotReplacedByAnother() throws IOException {
        Files.writeString(folder.resolve("platform.yaml"), "");
        Path gone = folder.resolve("gone.yaml");

        assertThatThrownBy(() -> PlatformLocator.of(folder, Map.of()).locate(gone, null))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_NOT_FOUND))
                .hasMessageContaining("the platform file " + gone + " is not there");
        assertThatThrownBy(() -> PlatformLocator.of(folder, Map.of("FLOE_PLATFORM_FILE", gone.toString()))
                        .locate(null, null))
                .hasMessageContaining(gone + ", which FLOE_PLATFORM_FILE names, is not there");
    }

    @Test
    void whenNothingIsFoundEveryPlaceIsNamed() {
        PlatformLocator locator = PlatformLocator.of(folder, Map.of()).withHome(folder.resolve("home"));

        assertThatThrownBy(() -> locator.locate(null, "dev"))
                .isInstanceOf(ConfigException.class)
                .satisfies(e ->
                        locator.candidates("dev").forEach(path -> assertThat(e).hasMessageContaining(path.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../prod", "a/b", "a\\b", ".hidden", "a b", "a\n"})
    void anEnvironmentIsANameAndNotAPath(String name) {
        assertThatThrownBy(() -> PlatformLocator.of(folder, Map.of()).candidates(name))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("is not the name of an environment");
    }
}

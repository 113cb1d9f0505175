package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever the two files hold, loading them gives a configuration or a {@link ConfigException}, and it ends. The seed of a run that
 * fails is printed and tried first the next time; its files belong into {@code src/test/resources/broken} then.
 */
class HostileFilesPropertiesTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Path folder = Path.of("");

    @BeforeProperty
    void begin() throws IOException {
        folder = Files.createTempDirectory("floe-properties");
    }

    @AfterProperty
    void end() throws IOException {
        Files.deleteIfExists(folder.resolve("floe.yaml"));
        Files.deleteIfExists(folder.resolve("platform.yaml"));
        Files.deleteIfExists(folder);
    }

    @Property(tries = 150, seed = "20261124")
    void bytes(@ForAll @Size(max = 2000) byte[] floe, @ForAll @Size(max = 2000) byte[] platform) {
        load(floe, platform);
    }

    @Property(tries = 150, seed = "20261124")
    void text(@ForAll String floe, @ForAll String platform) {
        load(bytes(floe), bytes(platform));
    }

    @Property(tries = 300, seed = "20261124")
    void trees(@ForAll("tree") String floe, @ForAll("tree") String platform) {
        load(bytes(floe), bytes(platform));
    }

    @Property(tries = 500, seed = "20261124")
    void mutations(@ForAll("floe") String floe, @ForAll("platform") String platform) {
        boolean loaded = load(bytes(floe), bytes(platform));
        // both happens, so neither is true of nothing
        Statistics.collect(loaded);
        Statistics.coverage(coverage -> {
            coverage.check(true).count(count -> count > 0);
            coverage.check(false).count(count -> count > 0);
        });
    }

    @Provide
    Arbitrary<String> tree() {
        return HostileDocuments.trees();
    }

    @Provide
    Arbitrary<String> floe() {
        return HostileDocuments.mutations(HostileDocuments.FLOE);
    }

    @Provide
    Arbitrary<String> platform() {
        return HostileDocuments.mutations(HostileDocuments.PLATFORM);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it gave a configuration. */
    private boolean load(byte[] floe, byte[] platform) {
        Project project = new Project(folder);
        project.write("floe.yaml", floe);
        project.write("platform.yaml", platform);
        Optional<ConfigException> failure = assertTimeoutPreemptively(LONG, () -> {
            try {
                project.load();
                return Optional.empty();
            } catch (ConfigException e) {
                return Optional.of(e);
            }
        });
        failure.ifPresent(this::check);
        return failure.isEmpty();
    }

    private void check(ConfigException e) {
        assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank().doesNotContain("\n", "\r", "\u0000");
            assertThat(problem.keyPath()).doesNotContain("\n", "\r", "\u0000");
            assertThat(problem.source().orElse("")).doesNotContain("\n", "\r", "\t", "\u0000", "\u001b");
            assertThat(problem.line()).isBetween(0, lines(problem) + 1);
            assertThat(problem.column() > 0).isEqualTo(problem.line() > 0);
        });
        assertThat(e.render()).isNotBlank();
    }

    private static int lines(ConfigProblem problem) {
        if (problem.file().isEmpty()) {
            return 0;
        }
        try {
            String text = Files.readString(problem.file().get(), StandardCharsets.ISO_8859_1);
            return text.split("\r\n|\r|\n", -1).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

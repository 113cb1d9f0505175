package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.floe.jinja.JinjaEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** What a Maven project that uses floe reads: the flattened POMs of the modules, and the BOM. */
class PublishedPomsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

    /** The modules that are published, the BOM among them. */
    static List<String> publishedModules() throws IOException {
        return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(module -> !module.startsWith("src-"))
                .toList();
    }

    private static String flattened(String module) throws IOException {
        // The BOM's own version is the one placeholder that means the same wherever it is read.
        return Files.readString(ROOT.resolve(module).resolve(".flattened-pom.xml"))
                .replace("${project.version}", "0");
    }

    private static List<String> dependencies(String pom) {
        return DEPENDENCY.matcher(pom).results().map(MatchResult::group).toList();
    }

    @Test
    void holdNoPlaceholderAndNoParentAndNoTestDependency() throws IOException {
        for (String module : publishedModules()) {
            assertThat(flattened(module))
                    .as(module)
                    .doesNotContain("${", "<parent>", "<scope>test</scope>", "junit", "assertj")
                    .contains("<artifactId>" + module + "</artifactId>", "<licenses>", "<description>");
        }
    }

    @Test
    void nameAVersionForEveryDependency() throws IOException {
        for (String module : publishedModules()) {
            assertThat(dependencies(flattened(module)))
                    .as(module)
                    .allSatisfy(dependency -> assertThat(dependency).containsPattern("<version>\\d[^<]*</version>"));
        }
    }

    @Test
    void theBomCoversEveryModuleAndNothingElse() throws IOException {
        List<String> covered = dependencies(flattened("floe-bom")).stream()
                .map(dependency -> dependency.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"))
                .distinct()
                .toList();

        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(publishedModules().stream()
                        .filter(module -> !module.equals("floe-bom"))
                        .toList());
    }

    @Test
    void floeJinjaIsSmallAndNeedsNothingElse() throws IOException {
        // what is provided is for those who compile it, and nobody else's
        assertThat(dependencies(flattened("floe-jinja")))
                .allSatisfy(dependency -> assertThat(dependency).contains("<scope>provided</scope>"));

        Path jar = Path.of(JinjaEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        assumeThat(jar)
                .as("the jar of floe-jinja: not there yet in this phase of the build")
                .isRegularFile();
        assertThat(jar).is(new Condition<>(file -> file.toFile().length() < 500_000, "below 500 kB"));
    }
}

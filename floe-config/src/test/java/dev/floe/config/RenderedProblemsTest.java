package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.internal.SourceLines;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems as they are shown at a terminal. */
class RenderedProblemsTest {
    @TempDir
    Path folder;

    @Test
    void eachHasItsPlaceItsLineACaretAndItsMessage() {
        ConfigException e = Project.of(folder, "name: a\n", """
                        catalogs:
                          default:
                            type: duckdb
                            paht: lake.duckdb   # below this file
                          other: {type: polrais}
                        """).failure();

        Path file = folder.resolve("platform.yaml");
        assertThat(e.render().lines().limit(11))
                .containsExactly(
                        "the configuration has 2 problems:",
                        "",
                        file + ":4:5: catalogs.default.paht [UNKNOWN_KEY]",
                        "   4 |     paht: lake.duckdb",
                        "     |     ^",
                        "  " + e.problems().get(0).message(),
                        "",
                        file + ":5:17: catalogs.other.type [INVALID_VALUE]",
                        "   5 |   other: {type: polrais}",
                        "     |                 ^",
                        "  " + e.problems().get(1).message());
    }

    @Test
    void aProblemOfAWholeFileHasNoLine() {
        ConfigException e = new Project(folder).failure();

        assertThat(e.render())
                .contains(folder.resolve("floe.yaml") + " [FILE_NOT_FOUND]\n  the file is not there\n")
                .doesNotContain(" | ");
    }

    @Test
    void aConfigurationBuiltInCodeHasItsKeysOnly() {
        ConfigException e = Project.failure(ConfigLoader.builder()
                .projectDirectory(folder)
                .spec(FloeSpec.builder("9").build())
                .platform(PlatformConfig.builder().build()));

        assertThat(e.render())
                .contains("\nname [INVALID_VALUE]\n  '9' is not a name;")
                .doesNotContain(" | ");
    }

    @Test
    void tabsWideAndHiddenCharactersKeepTheCaretInPlace() {
        assertThat(shown("name: a\nlayers: {x:\t\"\u0001\"}\n"))
                .isEqualTo("   2 | layers: {x:→\"·\"}\n     |              ^");
        assertThat(shown("name: a\n\u6570\u636e: {x: y}\n")).isEqualTo("   2 | \u6570\u636e: {x: y}\n     | ^");
        assertThat(shown("name: a\nlayers: {\u6570\u636e: [x]}\n"))
                .isEqualTo("   2 | layers: {\u6570\u636e: [x]}\n     |                ^");
        assertThat(shown("name: a\nlayers:\n\tx: y\n")).isEqualTo("   3 | →x: y\n     | ^");
    }

    @Test
    void aLongLineIsCutOffAroundThePlace() {
        String shown = Project.of(
                        folder, "name: a\nlayers: {" + keys("a") + "x: [y]" + keys(", b") + "}\n", Project.DUCKDB)
                .failure()
                .problems()
                .stream()
                .filter(problem -> problem.code().equals("WRONG_TYPE"))
                .findFirst()
                .orElseThrow()
                .excerpt();

        assertThat(shown.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(140));
        String line = shown.substring(0, shown.indexOf('\n'));
        String below = shown.substring(shown.indexOf('\n') + 1);
        assertThat(line).startsWith("   2 | …").endsWith("…");
        assertThat(line.substring(below.indexOf('^'))).startsWith("[y]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "client_secret: hunter2                    | client_secret: ***",
                "client_secret: {secret_ref: my-secret}    | client_secret: {secret_ref: my-secret}",
                "client_secret: {secret_ref: hunter2!}     | client_secret: {secret_ref: ***}",
                "client_secret: {hunter2: hunter2}         | client_secret: {***}",
                "client_sercet: hunter2                    | client_sercet: ***",
                "pasword: hunter2                          | pasword: ***",
                "\"password\":hunter2                      | \"password\":***",
                "'api_key' : hunter2                       | 'api_key' : ***",
                "credentials: {mode: oauth2, x: hunter2}   | credentials: {mode: oauth2, ***}",
                "uri: https://me:hunter2@host              | uri: ***",
                "hunter2                                   | ***",
                "- hunter2                                 | - ***",
                "x: y, password: hunter2                   | x: y, password: ***",
                "note: see below # hunter2                 | note: see below",
            })
    void whatIsOrMayBeASecretIsMasked(String line, String expected) {
        String text = "catalogs:\n  default: {}\n" + (line.startsWith("- ") ? "tokens:\n  password:\n  " : "") + line
                + "\n]\n";
        assertThat(SourceLines.of(text)
                        .show((int) text.lines().count() - 1, 1, 0)
                        .orElseThrow()
                        .text()
                        .strip())
                .isEqualTo(expected);
    }

    @Test
    void theLinesBelowASecretsKeyAreMaskedToo() {
        for (String below : new String[] {"  |\n", "\n    - ", "\n  - ", " >-\n", "\n", " \"x\n"}) {
            String text = "a:\n  password:" + below + "    hunter2\n  z: 1\n";
            int last = (int) text.lines().count() - 1;
            for (int line = 2; line <= last; line++) {
                assertThat(SourceLines.of(text).show(line, 1, 0).orElseThrow().text())
                        .doesNotContain("hunter2");
            }
        }
    }

    private static String keys(String name) {
        return IntStream.range(0, 90)
                .mapToObj(i -> name + i + (name.startsWith(",") ? ": v" : ": v, "))
                .collect(Collectors.joining());
    }

    private String shown(String floe) {
        return Project.of(folder, floe, Project.DUCKDB)
                .failure()
                .problems()
                .get(0)
                .excerpt();
    }
}

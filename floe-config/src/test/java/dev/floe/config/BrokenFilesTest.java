package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong files of {@code src/test/resources/broken}, each with exactly the problems that it has to give, all at once and in place.
 *
 * <p>A case is one file or both, then the problems as {@code file:line:column key.path CODE}. What stands between « and » is a secret,
 * which may come out nowhere. With {@code -Dfloe.refresh=true} the problems are written anew, to be read before they are kept.
 */
class BrokenFilesTest {
    private static final Path CASES = Path.of("src/test/resources/broken");
    private static final Pattern SECTION = Pattern.compile("(?m)^=== (\\S+)\n");
    private static final Pattern SECRET = Pattern.compile("«(.*?)»");
    private static final String PROBLEMS = "problems";

    private static final Map<String, String> GOOD = Map.of(
            "floe.yaml",
            "name: a\n",
            "platform.yaml",
            "catalogs: {default: {type: duckdb, path: lake.duckdb}}\nlayers: {bronze: {}}\n");

    @TempDir
    Path folder;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesExactlyItsProblems(String name) throws IOException {
        Path file = CASES.resolve(name + ".txt");
        Map<String, String> sections = sections(Files.readString(file));
        List<String> secrets = new ArrayList<>();
        Project project = new Project(folder);
        GOOD.forEach((tier, good) -> {
            String text = sections.getOrDefault(tier, good);
            SECRET.matcher(text).results().forEach(secret -> secrets.add(secret.group(1)));
            project.write(tier, text.replace("«", "").replace("»", ""));
        });
        project.environment.put("S", "the-secret");

        ConfigException e = project.failure();

        String found = Project.places(e).stream().map(place -> place + "\n").collect(Collectors.joining());
        if (Boolean.getBoolean("floe.refresh")) {
            write(file, sections, found);
            System.out.println("##### " + name + "\n" + e.render());
        } else {
            assertThat(found).isEqualTo(sections.get(PROBLEMS));
        }
        for (String secret : secrets) {
            assertThat(e.getMessage()).doesNotContain(secret);
            assertThat(e.render()).doesNotContain(secret);
        }
        assertThat(e.problems()).allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank().doesNotContain("\n");
            assertThat(problem.source().isEmpty() || problem.line() > 0).isTrue();
        });
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new TreeMap<>();
        Matcher heads = SECTION.matcher(text);
        if (!heads.find()) {
            return fail("no section begins in " + text);
        }
        boolean more = true;
        while (more) {
            String name = heads.group(1);
            int begin = heads.end();
            more = heads.find();
            sections.put(name, text.substring(begin, more ? heads.start() : text.length()));
        }
        return sections;
    }

    private static void write(Path file, Map<String, String> sections, String problems) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String tier : List.of("floe.yaml", "platform.yaml")) {
            if (sections.containsKey(tier)) {
                text.append("=== ").append(tier).append('\n').append(sections.get(tier));
            }
        }
        Files.writeString(file, text + "=== " + PROBLEMS + "\n" + problems);
    }
}

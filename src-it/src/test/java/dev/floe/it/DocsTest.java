package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md and docs/, held against the code, the build and each other. */
class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path README = ROOT.resolve("README.md");

    /** {@code <!-- snippet: FILE#REGION -->} before a fenced block. */
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\S+)#(\\w+) -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)\\s]+)?\\)");

    @Test
    void everySnippetIsWordForWordTheRegionOfTheFileThatATestRuns() throws IOException {
        List<String> seen = new ArrayList<>();
        for (Path page : pages()) {
            Matcher snippet = SNIPPET.matcher(Files.readString(page));
            while (snippet.find()) {
                seen.add(page.getFileName() + " " + snippet.group(2));
                assertThat(snippet.group(3))
                        .as("the snippet %s of %s", snippet.group(2), page.getFileName())
                        .isEqualTo(region(ROOT.resolve(snippet.group(1)), snippet.group(2)));
            }
        }

        assertThat(seen).contains("README.md run");
    }

    @Test
    void everyErrorCodeHasItsRow() throws IOException {
        List<String> rows = rows(Files.readString(ROOT.resolve("docs/errors.md")));

        assertThat(rows)
                .doesNotHaveDuplicates()
                .containsAll(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as("a link of %s", ROOT.relativize(page))
                        .exists();
            }
        }
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/README.md"));

        for (Path page : pages()) {
            if (page.startsWith(ROOT.resolve("docs")) && !page.endsWith("README.md")) {
                assertThat(index).contains("](" + page.getFileName() + ")");
            }
        }
    }

    @Test
    void theReadmeNamesEveryPublishedModule() throws IOException {
        List<String> modules = rows(Files.readString(README)).stream()
                .filter(row -> row.startsWith("floe-"))
                .toList();

        assertThat(modules).containsExactlyInAnyOrderElementsOf(PublishedPomsTest.publishedModules());
    }

    /** What stands in backquotes in the first column of the tables. */
    private static List<String> rows(String page) {
        return page.lines()
                .map(Pattern.compile("\\| `([^`]+)` \\|.*")::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages = docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
            pages.add(README);
            pages.add(ROOT.resolve("CHANGELOG.md"));
            return pages;
        }
    }

    private static String region(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .dropWhile(line -> !line.strip().equals("// tag::" + name + "[]"))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end::" + name + "[]"))
                .collect(Collectors.joining("\n"))
                .stripIndent()
                .concat("\n");
    }
}

package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.it.JinjaReference.Case;
import dev.floe.it.JinjaReference.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Templates, and what the real Jinja2 makes of them: the same text, byte for byte, or the same error at the same line.
 *
 * <p>{@code -Dfloe.jinja.seed} and {@code -Dfloe.jinja.count} make other templates, and more of them.
 */
class JinjaDifferentialIT {
    private static final long SEED = Long.getLong("floe.jinja.seed", 20261124L);
    private static final int COUNT = Integer.getInteger("floe.jinja.count", 3000);
    private static final int AT_ONCE = 20_000;
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^- \\*\\*(.*?)\\*\\*: ");
    private static final List<String> ENVIRONMENTS = List.of(
            "dbt",
            "dbt",
            "dbt",
            "dbt",
            "dbt,capturing",
            "native",
            "plain",
            "plain,keep",
            "plain,trim",
            "plain,lstrip",
            "plain,trim,lstrip",
            "plain,trim,lstrip,keep",
            "plain,strict",
            "plain,chainable");

    @TempDir
    Path folder;

    private final JinjaReference floe = new JinjaReference();

    @Test
    void templatesOfTheGrammarRenderAsInJinja2() throws IOException {
        System.out.println("[floe-it] " + COUNT + " templates, -Dfloe.jinja.seed=" + SEED);
        JinjaGrammar grammar = new JinjaGrammar(SEED);
        Random random = new Random(SEED);
        List<String> differences = new ArrayList<>();
        for (int done = 0; done < COUNT; done += AT_ONCE) {
            List<Case> cases = new ArrayList<>();
            while (cases.size() < Math.min(AT_ONCE, COUNT - done)) {
                String environment = ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size()));
                cases.add(new Case(environment, grammar.template()));
            }
            differences.addAll(differences(cases));
        }
        assertThat(differences)
                .as("of %d templates of the seed %d", COUNT, SEED)
                .isEmpty();
    }

    /** The templates that people may try, each on its own: no difference is excused. */
    @Test
    void probesRenderAsInDbt() throws IOException {
        List<Case> cases = probes("jinja-probes.txt");
        assertThat(cases).hasSizeGreaterThan(300);
        assertThat(differences(cases)).isEmpty();
    }

    /** What dbt projects are full of: namespaces, call blocks, whitespace control, formats, filters of rows, and what people mistype. */
    @Test
    void idiomsRenderAsInDbt() throws IOException {
        assertThat(differences(probes("jinja-idioms.txt"))).isEmpty();
    }

    /** What the areas of Jinja2's own test suite are about. */
    @Test
    void theAreasOfJinja2sSuiteAreTheSame() throws IOException {
        assertThat(differences(probes("jinja-areas.txt"))).isEmpty();
    }

    @Test
    void theKnownDifferencesAreThoseOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/jinja.md"));
        String list = page.substring(page.indexOf("## Known differences"));
        List<String> documented = DOCUMENTED
                .matcher(list.substring(0, list.indexOf("\n## ")))
                .results()
                .map((MatchResult point) -> point.group(1))
                .toList();
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(JinjaDifference.values())
                        .map(JinjaDifference::title)
                        .toList());
    }

    @Test
    void everyKnownDifferenceStillShows() throws IOException {
        List<JinjaDifference> known = List.of(JinjaDifference.values());
        List<Case> examples = known.stream().map(JinjaDifference::example).toList();
        List<Outcome> python = JinjaReference.python(examples, folder);
        for (int i = 0; i < examples.size(); i++) {
            Outcome own = floe.floe(examples.get(i));
            assertThat(JinjaDifference.between(examples.get(i), python.get(i), own))
                    .as("%s: Jinja2 %s, floe %s", known.get(i), python.get(i), own)
                    .isPresent();
            assertThat(known.get(i).explains(examples.get(i), python.get(i), own))
                    .as("%s: Jinja2 %s, floe %s", known.get(i), python.get(i), own)
                    .isTrue();
        }
    }

    private List<String> differences(List<Case> cases) throws IOException {
        List<Difference> differences = new ArrayList<>();
        List<Outcome> python = JinjaReference.python(cases, folder);
        for (int i = 0; i < cases.size(); i++) {
            Case given = cases.get(i);
            Outcome expected = python.get(i);
            Outcome own = floe.floe(given);
            JinjaDifference.unknown(given, expected, own)
                    .ifPresent(what -> differences.add(new Difference(what, given, expected, own)));
        }
        return withoutChance(differences).stream().map(Difference::toString).toList();
    }

    /** Without those that Jinja2 itself renders otherwise the next time: what takes apart the texts of addresses. */
    private List<Difference> withoutChance(List<Difference> differences) throws IOException {
        if (differences.isEmpty()) {
            return differences;
        }
        List<Outcome> again = JinjaReference.python(
                differences.stream().map(Difference::given).toList(), folder);
        List<Difference> rest = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            if (differences.get(i).python().equals(again.get(i))) {
                rest.add(differences.get(i));
            }
        }
        return rest;
    }

    private record Difference(String what, Case given, Outcome python, Outcome floe) {
        @Override
        public String toString() {
            return what + " of " + given.environment() + ": " + given.template() + "\n  Jinja2: " + python
                    + "\n  floe:   " + floe;
        }
    }

    /**
     * A file of templates: each begins with a line {@code === environment}, without one in dbt's environment, and ends before the next
     * such line; lines that begin with {@code ###} are headings.
     */
    private static List<Case> probes(String name) {
        List<Case> cases = new ArrayList<>();
        String text = PythonEnvironment.resource(name).replaceAll("(?m)^###.*\n", "");
        for (String part : text.split("(?m)^=== ?", -1)) {
            int end = part.indexOf('\n');
            if (end >= 0 && !part.isBlank()) {
                String environment = part.substring(0, end).isBlank() ? "dbt" : part.substring(0, end);
                String template = part.substring(end + 1);
                // the line end before the next heading is not the template's
                cases.add(new Case(environment, template.substring(0, Math.max(0, template.length() - 1))));
            }
        }
        return cases;
    }
}

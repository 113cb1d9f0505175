package dev.floe.models.parse;

import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.UnitTestNode.Rows;
import dev.floe.models.project.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a unit test: maps, CSV or SQL, where the test stands or in a file below {@code fixtures/}. */
final class FixtureReader {
    private static final String DICT = "dict";
    private static final String CSV = "csv";
    private static final String SQL = "sql";
    private static final Pattern NAME = Pattern.compile("ref\\(.*?['\"]([^'\"]+)['\"]\\s*\\)");

    private final Project from;
    private final Drafts drafts;
    private final Consumer<String> problem;

    /**
     * @param problem takes what is wrong, as the rest of a sentence about the unit test
     */
    FixtureReader(Project from, Drafts drafts, Consumer<String> problem) {
        this.from = from;
        this.drafts = drafts;
        this.problem = problem;
    }

    /**
     * The rows of an input, or of what is expected.
     *
     * @param input the call that names a seed, whose own rows count when none are said
     */
    Optional<Rows> rows(Map<?, ?> said, Optional<String> input) {
        String format = said.get("format") == null ? DICT : String.valueOf(said.get("format"));
        @Nullable Object rows = said.get("rows");
        @Nullable Object fixture = said.get("fixture");
        return switch (format) {
            case DICT -> dict(rows, input);
            case CSV -> text(rows, fixture, CSV).map(text -> new Rows(Optional.empty(), sorted(withNulls(text))));
            case SQL -> text(rows, fixture, SQL).map(text -> new Rows(Optional.of(text), List.of()));
            default -> {
                problem.accept("has rows of the format '" + format + "'; there are dict, csv and sql");
                yield Optional.empty();
            }
        };
    }

    private Optional<Rows> dict(@Nullable Object rows, Optional<String> input) {
        if (rows == null && input.isPresent()) {
            return seed(input.get());
        }
        if (!(rows instanceof Collection<?> list)) {
            problem.accept("has rows that are no list; with format: dict, rows is a list of maps, and may be []");
            return Optional.empty();
        }
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (Object each : list) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            UnitTestDrafts.map(each).forEach((name, value) -> row.put(String.valueOf(name), value));
            found.add(row);
        }
        return Optional.of(new Rows(Optional.empty(), sorted(found)));
    }

    private Optional<Rows> seed(String input) {
        Matcher name = NAME.matcher(input);
        Optional<Draft> seed = name.find()
                ? drafts.of(ResourceType.SEED).stream()
                        .filter(draft -> draft.head.name().equals(name.group(1)))
                        .findFirst()
                : Optional.empty();
        if (seed.isEmpty()) {
            problem.accept("has no rows for " + input + "; only a seed may be without, for it has its own");
            return Optional.empty();
        }
        String text = seed.get().from.files().read(seed.get().head.path()).orElse("");
        return Optional.of(new Rows(Optional.empty(), sorted(CsvRows.of(text))));
    }

    private Optional<String> text(@Nullable Object rows, @Nullable Object fixture, String ending) {
        if (fixture != null) {
            Optional<String> text = from.config().testPaths().stream()
                    .flatMap(folder -> from.files().list(folder + "/fixtures").stream())
                    .filter(path -> path.endsWith("/" + fixture + "." + ending))
                    .findFirst()
                    .flatMap(path -> from.files().read(path));
            if (text.isEmpty()) {
                problem.accept("has the fixture '" + fixture + "', but there is no file " + fixture + "." + ending
                        + " below " + String.join(", ", from.config().testPaths()) + "/fixtures");
            }
            return text;
        }
        if (rows instanceof String text) {
            return Optional.of(text);
        }
        problem.accept("has format: " + ending + " and neither a text under 'rows' nor a 'fixture'");
        return Optional.empty();
    }

    private static List<Map<String, @Nullable Object>> withNulls(String text) {
        List<Map<String, @Nullable Object>> rows = CsvRows.of(text);
        rows.forEach(row -> row.replaceAll((name, value) -> "".equals(value) ? null : value));
        return rows;
    }

    /** The first row without nulls comes first, as in dbt: its columns are the ones that are compared. */
    private static List<Map<String, @Nullable Object>> sorted(List<Map<String, @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> copy = new ArrayList<>(rows);
        for (int i = 0; i < copy.size(); i++) {
            if (!copy.get(i).containsValue(null)) {
                Collections.swap(copy, 0, i);
                break;
            }
        }
        return copy;
    }
}

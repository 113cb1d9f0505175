package dev.floe.models.artifacts;

import dev.floe.models.parse.Literals;
import dev.floe.models.project.Checksums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checksums by which {@code state:} tells what changed in a contract or a unit test. They are made from the texts that dbt makes
 * them from, so that a manifest of dbt's and one of floe's can be compared.
 */
final class Fingerprints {
    private static final Set<String> ENFORCING = Set.of("table", "incremental");
    private static final List<String> CONSTRAINT =
            List.of("type", "name", "expression", "warn_unenforced", "warn_unsupported", "to", "to_columns", "columns");

    private Fingerprints() {}

    /**
     * Of an enforced contract.
     *
     * @param columns as the manifest has them
     * @param constraints the model's own, as the manifest has them
     */
    static String contract(Map<String, @Nullable Object> columns, List<?> constraints, @Nullable Object materialized) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(columns).forEach((name, column) -> {
            Map<?, ?> json = ConfigJson.map(column);
            text.append('|').append(name).append(json.get("data_type") == null ? "None" : json.get("data_type"));
            text.append(constraints(json.get("constraints"), "ColumnLevelConstraint"));
        });
        if (materialized != null && ENFORCING.contains(materialized.toString())) {
            text.append(materialized).append(constraints(constraints, "ModelLevelConstraint"));
        }
        return Checksums.sha256(text.toString());
    }

    private static String constraints(@Nullable Object all, String kind) {
        List<String> texts = new ArrayList<>();
        for (Object each : all instanceof List<?> list ? list : List.of()) {
            Map<?, ?> json = ConfigJson.map(each);
            List<String> parts = new ArrayList<>();
            for (String key : CONSTRAINT) {
                if (json.containsKey(key)) {
                    Object value = json.get(key);
                    parts.add(key + "="
                            + (key.equals("type")
                                    ? constant("ConstraintType", value, value)
                                    : Literals.literal(value)));
                }
            }
            texts.add(kind + "(" + String.join(", ", parts) + ")");
        }
        return "[" + String.join(", ", texts) + "]";
    }

    private static String constant(String kind, @Nullable Object name, @Nullable Object value) {
        return "<" + kind + "." + name + ": " + Literals.literal(value) + ">";
    }

    /**
     * Of a unit test.
     *
     * @param test as the manifest has it
     */
    static String unitTest(Map<String, @Nullable Object> test) {
        List<String> given = new ArrayList<>();
        StringBuilder fixtures = new StringBuilder();
        for (Object each : test.get("given") instanceof List<?> all ? all : List.of()) {
            Map<?, ?> input = ConfigJson.map(each);
            given.add("UnitTestInputFixture(input=" + Literals.literal(input.get("input")) + ", " + rows(input) + ")");
            if (input.get("fixture") != null) {
                fixtures.append('-').append(Literals.of(input.get("rows")));
            }
        }
        Map<?, ?> expect = ConfigJson.map(test.get("expect"));
        String overrides = test.get("overrides") instanceof Map<?, ?> said
                ? "UnitTestOverrides(macros=" + Literals.literal(said.get("macros")) + ", vars="
                        + Literals.literal(said.get("vars")) + ", env_vars=" + Literals.literal(said.get("env_vars"))
                        + ")"
                : "None";
        return Checksums.sha256(test.get("model") + "-" + versions(test.get("versions")) + "-["
                + String.join(", ", given) + "]-UnitTestOutputFixture(" + rows(expect) + ")-" + overrides + fixtures);
    }

    private static String versions(@Nullable Object versions) {
        return versions instanceof Map<?, ?> said
                ? "UnitTestNodeVersions(include=" + Literals.literal(said.get("include")) + ", exclude="
                        + Literals.literal(said.get("exclude")) + ")"
                : "None";
    }

    private static String rows(Map<?, ?> fixture) {
        String format = String.valueOf(fixture.get("format"));
        String name = switch (format) {
            case "csv" -> "CSV";
            case "sql" -> "SQL";
            default -> "Dict";
        };
        return "rows=" + Literals.literal(fixture.get("rows")) + ", format=" + constant("UnitTestFormat", name, format)
                + ", fixture=" + Literals.literal(fixture.get("fixture"));
    }
}

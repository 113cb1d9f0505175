package dev.floe.models.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit test: a model's SELECT over rows that are given, and the rows that it is to give.
 *
 * @param model the id of the model
 * @param given what stands for what the model reads
 * @param expected what the model is to give
 * @param overrides what is different while the model is rendered
 * @param declared everything that the properties file says of it
 */
public record UnitTestNode(
        NodeHead head,
        NodeConfig config,
        String model,
        List<Input> given,
        Rows expected,
        Overrides overrides,
        Map<String, @Nullable Object> declared)
        implements Node {
    /** Copies the collections. */
    public UnitTestNode {
        given = List.copyOf(given);
        declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
    }

    @Override
    public List<String> dependsOn() {
        return List.of(model);
    }

    /**
     * What stands for one thing that the model reads.
     *
     * @param input the call that names it, {@code ref(…)} or {@code source(…)}, or {@code this}
     */
    public record Input(String input, Rows rows) {}

    /**
     * Rows: as SQL, or as maps from names of columns to values.
     *
     * @param sql a SELECT, with Jinja; the rows are not looked at then
     * @param rows values are plain Java, null for NULL
     */
    public record Rows(Optional<String> sql, List<Map<String, @Nullable Object>> rows) {
        /** Copies the lists. */
        public Rows {
            List<Map<String, @Nullable Object>> copies = new ArrayList<>();
            rows.forEach(row -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
            rows = List.copyOf(copies);
        }
    }

    /**
     * What is different while the model is rendered.
     *
     * @param macros what macros and other names give, by their names; {@code package.name} for those of a package
     * @param variables what {@code var} answers
     * @param environment what {@code env_var} answers
     */
    public record Overrides(
            Map<String, @Nullable Object> macros,
            Map<String, @Nullable Object> variables,
            Map<String, String> environment) {
        /** Copies the maps. */
        public Overrides {
            macros = Collections.unmodifiableMap(new LinkedHashMap<>(macros));
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            environment = Map.copyOf(environment);
        }
    }
}

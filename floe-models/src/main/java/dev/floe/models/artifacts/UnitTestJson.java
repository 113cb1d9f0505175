package dev.floe.models.artifacts;

import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.graph.UnitTestNode.Input;
import dev.floe.models.graph.UnitTestNode.Rows;
import dev.floe.models.parse.ParsedProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unit tests as the manifest has them. */
record UnitTestJson(ParsedProject parsed, double createdAt) {
    Map<String, @Nullable Object> of(UnitTestNode test) {
        Node model = parsed.graph().node(test.model());
        boolean enabled = test.config().enabled();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", model.name());
        List<Object> given = new ArrayList<>();
        List<?> declared = test.declared().get("given") instanceof List<?> all ? all : List.of();
        for (int i = 0; i < test.given().size(); i++) {
            given.add(input(test.given().get(i), ConfigJson.map(i < declared.size() ? declared.get(i) : null)));
        }
        json.put("given", given);
        json.put("expect", rows(test.expected(), ConfigJson.map(test.declared().get("expect"))));
        json.put("name", test.name());
        json.put("resource_type", "unit_test");
        json.put("package_name", test.head().packageName());
        json.put("path", test.head().relativePath());
        json.put("original_file_path", test.head().path());
        json.put("unique_id", test.uniqueId());
        json.put("fqn", test.head().fqn());
        json.put("description", test.head().description());
        json.put("overrides", overrides(test));
        json.put("depends_on", Map.of("macros", List.of(), "nodes", enabled ? test.dependsOn() : List.of()));
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("tags", test.config().tags());
        config.put("meta", test.config().map("meta"));
        config.put("enabled", enabled);
        config.put("static_analysis", null);
        json.put("config", config);
        json.put(
                "schema",
                enabled && model instanceof RelationNode known
                        ? known.relation().schema()
                        : null);
        json.put("created_at", createdAt);
        json.put("versions", versions(test.declared().get("versions")));
        json.put("checksum", Fingerprints.unitTest(json));
        json.put("version", NodeJson.number(model.head().version()));
        return json;
    }

    private static @Nullable Object versions(@Nullable Object said) {
        if (!(said instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("include", map.get("include"));
        json.put("exclude", map.get("exclude"));
        return json;
    }

    private static Map<String, @Nullable Object> input(Input input, Map<?, ?> declared) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("input", input.input());
        json.putAll(rows(input.rows(), declared));
        return json;
    }

    private static Map<String, @Nullable Object> rows(Rows rows, Map<?, ?> declared) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rows", rows.sql().isPresent() ? rows.sql().get().strip() : rows.rows());
        json.put("format", declared.get("format") == null ? "dict" : declared.get("format"));
        json.put("fixture", declared.get("fixture"));
        return json;
    }

    private static @Nullable Object overrides(UnitTestNode test) {
        if (!test.declared().containsKey("overrides")) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("macros", test.overrides().macros());
        json.put("vars", test.overrides().variables());
        json.put("env_vars", test.overrides().environment());
        return json;
    }
}

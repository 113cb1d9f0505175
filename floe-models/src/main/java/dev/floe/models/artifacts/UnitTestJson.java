package dev.floe.models.artifacts;

import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.graph.UnitTestNode.Input;
import dev.floe.models.graph.UnitTestNode.Rows;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.Checksums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unit tests as the manifest has them. */
record UnitTestJson(ParsedProject parsed, double createdAt) {
    Map<String, @Nullable Object> of(UnitTestNode test) {
        Node model = parsed.graph().node(test.model());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", model.name());
        List<Object> given = new ArrayList<>();
        test.given().forEach(input -> given.add(input(input)));
        json.put("given", given);
        json.put("expect", rows(test.expected()));
        json.put("name", test.name());
        json.put("resource_type", "unit_test");
        json.put("package_name", test.head().packageName());
        json.put("path", test.head().relativePath());
        json.put("original_file_path", test.head().path());
        json.put("unique_id", test.uniqueId());
        json.put("fqn", test.head().fqn());
        json.put("description", test.head().description());
        json.put("overrides", overrides(test));
        json.put("depends_on", Map.of("macros", List.of(), "nodes", test.dependsOn()));
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("tags", test.config().tags());
        config.put("meta", test.config().map("meta"));
        config.put("enabled", true);
        json.put("config", config);
        json.put("checksum", Checksums.sha256(test.declared().toString()));
        json.put(
                "schema", model instanceof RelationNode known ? known.relation().schema() : null);
        json.put("created_at", createdAt);
        json.put("versions", null);
        json.put("version", model.head().version().orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> input(Input input) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("input", input.input());
        json.putAll(rows(input.rows()));
        return json;
    }

    private static Map<String, @Nullable Object> rows(Rows rows) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rows", rows.sql().isPresent() ? rows.sql().get() : rows.rows());
        json.put("format", rows.sql().isPresent() ? "sql" : "dict");
        json.put("fixture", null);
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

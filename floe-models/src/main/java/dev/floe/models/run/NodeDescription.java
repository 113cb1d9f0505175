package dev.floe.models.run;

import dev.floe.jinja.Values;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.project.ResourceProperties.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node as {@code model} and {@code graph} show it to templates. */
final class NodeDescription {
    private NodeDescription() {}

    static Map<String, @Nullable Object> of(Node node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("unique_id", node.uniqueId());
        map.put("resource_type", node.type().word());
        map.put("name", node.name());
        map.put("package_name", node.head().packageName());
        node.head().version().ifPresent(version -> map.put("version", version));
        map.put("fqn", node.head().fqn());
        map.put("path", node.head().relativePath());
        map.put("original_file_path", node.head().path());
        map.put("description", node.head().description());
        map.put("config", node.config().values());
        map.put("tags", node.config().tags());
        map.put("meta", node.config().map("meta"));
        Map<String, @Nullable Object> dependsOn = new LinkedHashMap<>();
        dependsOn.put("nodes", node.dependsOn());
        dependsOn.put("macros", List.of());
        map.put("depends_on", dependsOn);
        if (node instanceof RelationNode relation) {
            relation(map, relation.relation());
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            relation.columns().forEach(column -> columns.put(column.name(), column(column)));
            map.put("columns", columns);
        }
        if (node instanceof ModelNode model) {
            map.put("raw_code", model.rawCode());
            map.put("language", "sql");
        }
        if (node instanceof TestNode test) {
            relation(map, test.relation());
            map.put("raw_code", test.rawCode());
        }
        return map;
    }

    /** What macros see of a node whose SQL is known: {@code sql}, {@code compiled_code}, and {@code model} with it. */
    static Map<String, @Nullable Object> compiled(Node node, String sql) {
        Map<String, @Nullable Object> model = of(node);
        model.put("compiled_code", sql);
        model.put("compiled_sql", sql);
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put("model", Values.dict(model));
        names.put("sql", sql);
        names.put("compiled_code", sql);
        return names;
    }

    /** The same of a node that is built in batches, for one of them. */
    static Map<String, @Nullable Object> batch(Node node, Object batch) {
        Map<String, @Nullable Object> model = of(node);
        model.put("batch", batch);
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put("model", Values.dict(model));
        return names;
    }

    private static void relation(Map<String, @Nullable Object> map, RelationName relation) {
        map.put("database", relation.database());
        map.put("schema", relation.schema());
        map.put("alias", relation.identifier());
        map.put("identifier", relation.identifier());
    }

    private static Map<String, @Nullable Object> column(Column column) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", column.name());
        map.put("description", column.description());
        map.put("data_type", column.dataType().orElse(null));
        map.put("quote", column.quote().orElse(null));
        map.put("meta", column.meta());
        map.put("tags", column.tags());
        return map;
    }
}

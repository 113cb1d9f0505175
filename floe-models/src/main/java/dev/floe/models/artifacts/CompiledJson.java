package dev.floe.models.artifacts;

import dev.floe.models.graph.Node;
import dev.floe.models.run.CompiledNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a manifest says of nodes that were rendered or run. */
final class CompiledJson {
    private final Optional<Path> root;
    private final Map<String, CompiledNode> compiled;

    /**
     * @param root the project's folder, which paths are relative to
     * @param compiled what was rendered and sent, by unique id
     */
    CompiledJson(Optional<Path> root, Map<String, CompiledNode> compiled) {
        this.root = root.map(Path::toAbsolutePath).map(Path::normalize);
        this.compiled = compiled;
    }

    /** Adds the keys to what is said of a node; one that was not rendered lacks most of them, as in dbt. */
    Map<String, @Nullable Object> filled(Node node, Map<String, @Nullable Object> json) {
        CompiledNode found = compiled.get(node.uniqueId());
        if (found == null) {
            return json;
        }
        found.run().ifPresent(file -> json.put("build_path", place(file)));
        if (json.containsKey("compiled_path")) {
            found.compiled().ifPresent(file -> json.put("compiled_path", place(file)));
            json.put("compiled", true);
            json.put("compiled_code", found.sql());
            json.put("extra_ctes_injected", true);
            List<Object> expressions = new ArrayList<>();
            found.expressions().forEach((id, sql) -> {
                Map<String, Object> expression = new LinkedHashMap<>();
                expression.put("id", id);
                expression.put("sql", sql);
                expressions.add(expression);
            });
            json.put("extra_ctes", expressions);
        }
        return json;
    }

    private String place(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return root.filter(absolute::startsWith)
                .map(folder -> folder.relativize(absolute))
                .orElse(absolute)
                .toString()
                .replace('\\', '/');
    }
}

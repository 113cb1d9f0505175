package dev.floe.models.parse;

import dev.floe.models.parse.ConfigLayers.Layer;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what the trees of {@code dbt_project.yml} say on the way to a node; each level is looked at once for all nodes. */
final class ConfigTrees {
    private final IdentityHashMap<Map<?, ?>, Map<String, @Nullable Object>> known = new IdentityHashMap<>();

    /**
     * Adds what a tree says on the way to a node.
     *
     * @param tree the value of {@code models:}, {@code seeds:} …
     * @param asWritten the same with its Jinja as the file has it
     * @param fqn package, folders, name
     */
    void add(
            ConfigLayers layers,
            Layer layer,
            Map<String, @Nullable Object> tree,
            Map<String, @Nullable Object> asWritten,
            List<String> fqn) {
        Map<?, ?> level = tree;
        Map<?, ?> written = asWritten;
        layers.add(layer, level(level), level(written));
        for (String part : fqn) {
            if (!(level.get(part) instanceof Map<?, ?> next) || !(written.get(part) instanceof Map<?, ?> nextWritten)) {
                return;
            }
            level = next;
            written = nextWritten;
            layers.add(layer, level(level), level(written));
        }
    }

    private Map<String, @Nullable Object> level(Map<?, ?> level) {
        return known.computeIfAbsent(level, ConfigTrees::own);
    }

    private static Map<String, @Nullable Object> own(Map<?, ?> level) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        level.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.startsWith("+")) {
                own.put(name.substring(1).strip(), value);
            } else if (!(value instanceof Map)) {
                own.put(name, value);
            }
        });
        return own;
    }
}

package dev.floe.models.parse;

import dev.floe.models.graph.NodeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a node's configuration together, from the most general to the most special: a tree of {@code dbt_project.yml}, a properties
 * file, {@code config(…)}. What comes later wins, but tags and hooks add up and {@code meta} is merged.
 */
final class ConfigLayers {
    private static final Set<String> ADDED = Set.of("tags", "pre_hook", "post_hook");
    private static final Set<String> MERGED = Set.of("meta", "docs", "column_types");

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /**
     * Adds what a tree says on the way to a node.
     *
     * @param tree the value of {@code models:}, {@code seeds:} …
     * @param fqn package, folders, name
     */
    void addTree(Map<String, @Nullable Object> tree, List<String> fqn) {
        Map<?, ?> level = tree;
        addLevel(level, true);
        for (String part : fqn) {
            if (!(level.get(part) instanceof Map<?, ?> next)) {
                return;
            }
            level = next;
            addLevel(level, false);
        }
    }

    private void addLevel(Map<?, ?> level, boolean root) {
        level.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.startsWith("+")) {
                put(name.substring(1), value);
            } else if (!(value instanceof Map) && !root) {
                put(name, value);
            }
        });
    }

    /** Adds one layer. */
    void add(Map<String, @Nullable Object> layer) {
        layer.forEach(this::put);
    }

    private void put(String key, @Nullable Object value) {
        String name = key.equals("pre-hook") || key.equals("post-hook") ? key.replace('-', '_') : key;
        Object before = values.get(name);
        if (ADDED.contains(name) && before != null) {
            Set<Object> all = new LinkedHashSet<>(list(before));
            all.addAll(list(value));
            values.put(name, new ArrayList<>(all));
        } else if (ADDED.contains(name)) {
            values.put(name, list(value));
        } else if (MERGED.contains(name) && before instanceof Map<?, ?> old && value instanceof Map<?, ?> more) {
            Map<Object, @Nullable Object> merged = new LinkedHashMap<>(old);
            merged.putAll(more);
            values.put(name, merged);
        } else {
            values.put(name, value);
        }
    }

    private static List<Object> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof Collection<?> many ? new ArrayList<>(many) : List.of(value);
    }

    NodeConfig config() {
        return new NodeConfig(values);
    }
}

package dev.floe.models.parse;

import dev.floe.models.graph.NodeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a node's configuration together. Of two layers the later {@link Layer} wins, and within one what was added later; but tags and
 * hooks add up, and some maps are merged.
 */
final class ConfigLayers {
    /** Where a configuration comes from, from the most general to the one that counts most. */
    enum Layer {
        /** What is so when nobody says anything. */
        PRESET,
        /** A tree of the {@code dbt_project.yml} of the node's own package. */
        TREE,
        /** A properties file. */
        PROPERTIES,
        /** {@code config(…)} in the node's text, or in the macro of a generic test. */
        CALL,
        /** What a generic test is told where it stands. */
        TEST,
        /** A tree of the project's {@code dbt_project.yml}, for nodes of packages. */
        PROJECT
    }

    private static final Set<String> ADDED = Set.of("tags", "pre_hook", "post_hook", "packages");
    private static final Set<String> MERGED =
            Set.of("meta", "docs", "column_types", "quoting", "contract", "latest_version_pointer");

    private final Map<Layer, List<Map<String, @Nullable Object>>> layers = new EnumMap<>(Layer.class);
    private final Map<Layer, List<Map<String, @Nullable Object>>> written = new EnumMap<>(Layer.class);

    /** Adds some values. */
    void add(Layer layer, Map<String, @Nullable Object> values) {
        add(layer, values, values);
    }

    /**
     * Adds some values.
     *
     * @param asWritten the same with their Jinja as the file has it
     */
    void add(Layer layer, Map<String, @Nullable Object> values, Map<String, @Nullable Object> asWritten) {
        add(layers, layer, values);
        add(written, layer, asWritten);
    }

    private static void add(
            Map<Layer, List<Map<String, @Nullable Object>>> to, Layer layer, Map<String, @Nullable Object> values) {
        if (!values.isEmpty()) {
            to.computeIfAbsent(layer, unused -> new ArrayList<>(2)).add(values);
        }
    }

    /** What was added as one layer. */
    Map<String, @Nullable Object> of(Layer layer) {
        List<Map<String, @Nullable Object>> its = layers.getOrDefault(layer, List.of());
        if (its.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        its.forEach(each -> each.forEach((key, value) -> put(values, key, value)));
        return values;
    }

    /**
     * What files say, as they say it: what is more special replaces what is more general, and what stands in a call is a text of
     * the template language.
     *
     * @param genericTest whether {@code config(…)} stands in a macro that others share, and does not count
     */
    Map<String, @Nullable Object> said(boolean genericTest) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        written.forEach((layer, all) -> {
            if (layer != Layer.PRESET && !(genericTest && layer == Layer.CALL)) {
                boolean call = layer == Layer.CALL || layer == Layer.TEST;
                all.forEach(each -> each.forEach((key, value) -> values.put(key, call ? Literals.of(value) : value)));
            }
        });
        return values;
    }

    /** What all layers make. */
    NodeConfig config() {
        if (layers.isEmpty()) {
            return NodeConfig.EMPTY;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        layers.values().forEach(all -> all.forEach(each -> each.forEach((key, value) -> put(values, key, value))));
        return new NodeConfig(values);
    }

    private static void put(Map<String, @Nullable Object> values, String key, @Nullable Object value) {
        String name = key.equals("pre-hook") || key.equals("post-hook") ? key.replace('-', '_') : key;
        Object before = values.get(name);
        if (ADDED.contains(name)) {
            Set<Object> all = new LinkedHashSet<>(list(before));
            all.addAll(list(value));
            values.put(name, new ArrayList<>(all));
        } else if (MERGED.contains(name) && before instanceof Map<?, ?> old && value instanceof Map<?, ?> more) {
            Map<Object, @Nullable Object> merged = new LinkedHashMap<>(old);
            merged.putAll(more);
            values.put(name, merged);
        } else if (name.equals("grants") && value instanceof Map<?, ?> grants) {
            values.put(name, grants(before, grants));
        } else {
            values.put(name, value);
        }
    }

    /** Grants replace those of a privilege, or add to them when its name begins with a plus. */
    private static Map<Object, Object> grants(@Nullable Object before, Map<?, ?> more) {
        Map<Object, Object> merged = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> old) {
            old.forEach((privilege, to) -> merged.put(privilege, list(to)));
        }
        more.forEach((privilege, to) -> {
            String name = String.valueOf(privilege);
            if (name.startsWith("+")) {
                List<Object> all = new ArrayList<>(list(merged.get(name.substring(1))));
                all.addAll(list(to));
                merged.put(name.substring(1), all);
            } else {
                merged.put(name, list(to));
            }
        });
        return merged;
    }

    private static List<Object> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof Collection<?> many ? new ArrayList<>(many) : List.of(value);
    }
}

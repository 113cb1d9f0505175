package dev.floe.models.graph;

import dev.floe.models.project.Frozen;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node's configuration, all levels put together. Immutable.
 *
 * @param values by dbt's names of the keys; values are plain Java, null for None
 */
public record NodeConfig(Map<String, @Nullable Object> values) {
    /** Nothing said. */
    public static final NodeConfig EMPTY = new NodeConfig(Map.of());

    /** Copies the map. */
    public NodeConfig {
        values = Frozen.copy(values);
    }

    /** A value, unless it is not there or None. */
    public Optional<Object> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A value as text. */
    public Optional<String> text(String key) {
        return get(key).map(Object::toString);
    }

    /** A value as a truth: a boolean, or the texts {@code true} and {@code false}. */
    public Optional<Boolean> bool(String key) {
        return get(key).map(value -> value instanceof Boolean bool ? bool : Boolean.valueOf(value.toString()));
    }

    /** A value as a list of texts; a single value is a list of one. */
    public List<String> texts(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }

    /** A value as a map; empty when it is none. */
    public Map<String, @Nullable Object> map(String key) {
        if (!(values.get(key) instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    /** How the node becomes a relation: {@code view} for models where nothing is said. */
    public String materialized() {
        return text("materialized").orElse("view");
    }

    /** Whether the node takes part; true where nothing is said. */
    public boolean enabled() {
        return bool("enabled").orElse(true);
    }

    /** The tags, without repetition, in order. */
    public List<String> tags() {
        return texts("tags").stream().distinct().toList();
    }
}

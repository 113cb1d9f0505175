package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns values that were built in code into trees, so that they are read by the same rules as files. */
public final class PlainTrees {
    private PlainTrees() {}

    /** A map as a tree without places. */
    public static YamlMap of(Map<String, ?> values) {
        List<YamlMap.Entry> entries = new ArrayList<>();
        values.forEach((key, value) -> entries.add(new YamlMap.Entry(key, Position.FILE, node(value))));
        return new YamlMap(Position.FILE, entries);
    }

    private static YamlNode node(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<YamlMap.Entry> entries = new ArrayList<>();
            map.forEach(
                    (key, inner) -> entries.add(new YamlMap.Entry(String.valueOf(key), Position.FILE, node(inner))));
            return new YamlMap(Position.FILE, entries);
        }
        if (value instanceof List<?> list) {
            return new YamlList(
                    Position.FILE, list.stream().map(PlainTrees::node).toList());
        }
        return new YamlScalar(Position.FILE, String.valueOf(value), type(value));
    }

    private static YamlScalar.Type type(Object value) {
        if (value instanceof Boolean) {
            return YamlScalar.Type.BOOLEAN;
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return YamlScalar.Type.FLOAT;
        }
        return value instanceof Number ? YamlScalar.Type.INTEGER : YamlScalar.Type.TEXT;
    }
}

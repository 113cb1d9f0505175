package dev.floe.config.internal.shape;

import dev.floe.config.internal.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of whatever the user likes. Immutable. */
public final class Tree extends Type<Map<String, Object>> {
    private Tree() {}

    /** A map of anything. */
    public static Tree of() {
        return new Tree();
    }

    @Override
    public Optional<Map<String, Object>> read(At at) {
        return at.map().map(map -> {
            Map<String, Object> values = new LinkedHashMap<>();
            for (YamlMap.Entry entry : map.entries()) {
                At inner = at.entry(entry);
                if (inner.isNothing()) {
                    inner.empty("a value");
                } else {
                    FreeValues.value(inner).ifPresent(value -> values.put(entry.key(), value));
                }
            }
            return values;
        });
    }

    @Override
    public Object print(boolean all, String key, Map<String, Object> value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        return Schemas.of("type", List.of("object", "null"));
    }

    @Override
    public String words() {
        return "map";
    }
}

package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map from names that the user chose to values of one type, in the order of the file. Immutable.
 *
 * @param <T> what its values are in Java
 */
public final class Maps<T> extends Type<Map<String, T>> {
    private final Type<T> value;
    private final @Nullable TextType names;

    private Maps(Type<T> value, @Nullable TextType names) {
        this.value = value;
        this.names = names;
    }

    /** A map under any names. */
    public static <T> Maps<T> of(Type<T> value) {
        return new Maps<>(value, null);
    }

    /** A map under names of a certain form. */
    public static <T> Maps<T> of(TextType names, Type<T> value) {
        return new Maps<>(value, names);
    }

    @Override
    public Optional<Map<String, T>> read(At at) {
        return at.map().map(map -> {
            Map<String, T> values = new LinkedHashMap<>();
            for (YamlMap.Entry entry : map.entries()) {
                At inner = at.entry(entry);
                if (names != null) {
                    names.problem(entry.key())
                            .ifPresent(problem -> at.tier().keyProblem(inner.path(), Codes.INVALID_VALUE, problem));
                }
                value.read(inner).ifPresent(found -> values.put(entry.key(), found));
            }
            return values;
        });
    }

    @Override
    public Object print(boolean all, String key, Map<String, T> values) {
        Map<String, Object> printed = new LinkedHashMap<>();
        values.forEach((name, each) -> printed.put(name, value.print(all, name, each)));
        return printed;
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", List.of("object", "null"));
        if (names != null) {
            schema.put("propertyNames", names.plainSchema());
        }
        schema.put("additionalProperties", value.schema(schemas));
        return schema;
    }

    @Override
    public Type<?> inner() {
        return value;
    }

    @Override
    public String words() {
        return "map from names to " + value.words();
    }
}

package dev.floe.models.parse;

import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as they would be written in a template. */
public final class Literals {
    private Literals() {}

    /** A text as it is, anything else as a literal. */
    public static String of(@Nullable Object value) {
        return value instanceof String text ? text : literal(value);
    }

    /** A literal. */
    public static String literal(@Nullable Object value) {
        return Values.repr(templateValue(value));
    }

    private static @Nullable Object templateValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, templateValue(item)));
            return Values.dict(copy);
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(templateValue(item)));
            return Values.list(copy);
        }
        return value;
    }
}

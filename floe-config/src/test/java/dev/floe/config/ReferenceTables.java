package dev.floe.config;

import dev.floe.config.internal.shape.Group;
import dev.floe.config.internal.shape.Key;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Type;
import dev.floe.config.internal.shape.Variants;
import java.util.List;
import java.util.Map;

/** The tables of the reference, made from the shapes. */
final class ReferenceTables {
    private final StringBuilder rows = new StringBuilder();
    private final boolean deep;

    private ReferenceTables(boolean deep) {
        this.deep = deep;
    }

    /** The keys of one section; sections in it have tables of their own. */
    static String of(Shape<?, ?> shape) {
        ReferenceTables tables = new ReferenceTables(false);
        tables.section(shape, "");
        return "| key | meaning | type | default | works together with |\n|---|---|---|---|---|\n" + tables.rows;
    }

    /** The keys of a section and of all sections in it. */
    static String deep(Shape<?, ?> shape, String path) {
        ReferenceTables tables = new ReferenceTables(true);
        tables.section(shape, path + ".");
        return "| key | meaning | type | default |\n|---|---|---|---|\n" + tables.rows;
    }

    private <R, B> void section(Shape<R, B> shape, String prefix) {
        Map<String, Object> defaults = shape.defaultValues("name");
        for (Key<R, B, ?> key : shape.keys()) {
            if (key instanceof Group<?, ?> group) {
                section(group.shape(), prefix + key.name() + ".");
            } else {
                key(key, defaults, prefix + key.name());
            }
        }
    }

    private void key(Key<?, ?, ?> key, Map<String, Object> defaults, String path) {
        Type<?> type = unwrapped(key.type());
        if (deep && isNested(type)) {
            nested(type, path);
            return;
        }
        String meaning = key.meaning() + (key.unused().isPresent() && !deep ? " (accepted, not acted on)" : "");
        rows.append("| `")
                .append(path)
                .append("` | ")
                .append(meaning)
                .append(" | ")
                .append(key.type().words());
        rows.append(" | ").append(byDefault(key, defaults));
        rows.append(deep ? " |\n" : " | " + key.interaction() + " |\n");
    }

    private static boolean isNested(Type<?> type) {
        Type<?> inner = type;
        while (inner instanceof Maps<?> || inner instanceof Lists<?>) {
            inner = unwrapped(inner.inner());
        }
        return inner instanceof Section<?> || inner instanceof Variants;
    }

    private void nested(Type<?> type, String path) {
        if (type instanceof Section<?> section) {
            section(section.shape(), path + ".");
        } else if (type instanceof Variants variants) {
            variants.names().forEach(name -> variant(variants, name, path));
        } else if (type instanceof Maps<?> maps) {
            nested(unwrapped(maps.inner()), path + ".*");
        } else {
            nested(unwrapped(type.inner()), path + "[]");
        }
    }

    private void variant(Variants variants, String name, String path) {
        if (path.split("partitions", -1).length > 2) {
            // partitions may be made of partitions
            return;
        }
        section(variants.shape(name), path + "(" + name + ").");
    }

    private static Type<?> unwrapped(Type<?> type) {
        Type<?> inner = type;
        while (!(inner instanceof Maps<?> || inner instanceof Lists<?>) && inner.inner() != inner) {
            inner = inner.inner();
        }
        return inner;
    }

    private static String byDefault(Key<?, ?, ?> key, Map<String, Object> defaults) {
        if (key.needed().isPresent()) {
            return "required";
        }
        if (!key.statedWords().isEmpty()) {
            return key.statedWords();
        }
        Object value = defaults.get(key.name());
        if (value == null) {
            return "none";
        }
        return value instanceof List<?> list
                ? "`" + String.join("`, `", list.stream().map(String::valueOf).toList()) + "`"
                : "`" + value + "`";
    }
}

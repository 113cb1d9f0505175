package dev.floe.config.internal.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers the keys of a section that is kept as a tree, for hosts and other programs. */
public final class Plain {
    private final ShapeBuilder<Map<String, Object>, Map<String, Object>> builder;

    private Plain(String name) {
        this.builder = Shape.of(name, key -> new LinkedHashMap<>(), map -> map);
    }

    /**
     * Begins the shape.
     *
     * @param name what it is called in the schema
     */
    public static Plain of(String name) {
        return new Plain(name);
    }

    /** A type whose values are kept as a file has them. */
    public static <T> Type<Object> kept(Type<T> type) {
        return new Printed<>(type);
    }

    /** A key without a default. */
    public Plain key(String key, Type<?> type, String meaning) {
        builder.optional(
                key,
                new Printed<>(type),
                section -> Optional.ofNullable(section.get(key)),
                (section, value) -> section.put(key, value),
                meaning);
        return this;
    }

    /** A key with a default, as a file would say it. */
    public Plain key(String key, Type<?> type, Object byDefault, String meaning) {
        key(key, type, meaning);
        builder.state(byDefault);
        return this;
    }

    /** A section of its own. */
    public Plain section(String key, Supplier<Shape<Map<String, Object>, ?>> shape, String meaning) {
        return key(key, Section.of(shape), meaning);
    }

    /** The last key has to be there. */
    public Plain needed(String what) {
        builder.needed(what);
        return this;
    }

    /** A rule of the schema that ties keys together. */
    public Plain rule(Map<String, Object> rule) {
        builder.rule(rule);
        return this;
    }

    /** The shape. */
    public Shape<Map<String, Object>, ?> build() {
        return builder.build();
    }

    /** A type whose values are kept as a file has them. */
    private static final class Printed<T> extends Type<Object> {
        private final Type<T> type;

        Printed(Type<T> type) {
            this.type = type;
        }

        @Override
        public Optional<Object> read(At at) {
            return type.read(at).map(value -> type.print(false, at.key(), value));
        }

        @Override
        public Object print(boolean all, String key, Object value) {
            return value;
        }

        @Override
        public Map<String, Object> schema(Schemas schemas) {
            return type.schema(schemas);
        }

        @Override
        public String words() {
            return type.words();
        }

        @Override
        public Type<?> inner() {
            return type;
        }
    }
}

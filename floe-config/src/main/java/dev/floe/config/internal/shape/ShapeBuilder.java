package dev.floe.config.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Gathers the keys of a shape. What is said after a key is about that key.
 *
 * @param <R> the section in Java
 * @param <B> what builds it
 */
public final class ShapeBuilder<R, B> {
    private final String name;
    private final Function<String, B> builder;
    private final Function<B, R> build;
    private final List<Key<R, B, ?>> keys = new ArrayList<>();
    private final List<Map<String, Object>> rules = new ArrayList<>();

    ShapeBuilder(String name, Function<String, B> builder, Function<B, R> build) {
        this.name = name;
        this.builder = builder;
        this.build = build;
    }

    /** A key whose value always is something. */
    public <T> ShapeBuilder<R, B> key(
            String key, Type<T> type, Function<R, ? extends T> getter, BiConsumer<B, T> setter, String meaning) {
        return optional(key, type, section -> Optional.of(getter.apply(section)), setter, meaning);
    }

    /** A key whose value may be nothing. */
    public <T> ShapeBuilder<R, B> optional(
            String key,
            Type<T> type,
            Function<R, Optional<? extends T>> getter,
            BiConsumer<B, T> setter,
            String meaning) {
        keys.add(new Key<>(key, type, meaning, getter, setter));
        return this;
    }

    /** A section whose keys belong to the same record. */
    public ShapeBuilder<R, B> group(Shape<R, B> shape, String meaning) {
        keys.add(new Group<>(shape, meaning));
        return this;
    }

    /** The key has to be there. */
    public ShapeBuilder<R, B> needed(String what) {
        last().need(what);
        return this;
    }

    /** The key is accepted, but floe does nothing about it. */
    public ShapeBuilder<R, B> unused(String why) {
        last().leaveUnused(why);
        return this;
    }

    /** The default in words, where it is none that a file could say. */
    public ShapeBuilder<R, B> byDefault(String words) {
        last().stateInWords(words);
        return this;
    }

    /** The default as a file would say it, where the record has none. */
    ShapeBuilder<R, B> state(Object value) {
        last().state(value);
        return this;
    }

    /** What the key works together with. */
    public ShapeBuilder<R, B> with(String interaction) {
        last().interact(interaction);
        return this;
    }

    /** A rule of the schema that ties keys together; the checks of the section have it in their own words. */
    public ShapeBuilder<R, B> rule(Map<String, Object> rule) {
        rules.add(rule);
        return this;
    }

    /** The shape. */
    public Shape<R, B> build() {
        return new Shape<>(name, builder, build, keys, rules);
    }

    private Key<R, B, ?> last() {
        return keys.get(keys.size() - 1);
    }
}

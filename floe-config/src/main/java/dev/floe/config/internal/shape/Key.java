package dev.floe.config.internal.shape;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key of a section.
 *
 * @param <R> the section in Java
 * @param <B> what builds it
 * @param <T> the value in Java
 */
public class Key<R, B, T> {
    private final String name;
    private final Type<T> type;
    private final String meaning;
    private final Function<R, Optional<? extends T>> getter;
    private final BiConsumer<B, T> setter;
    private @Nullable String needed;
    private @Nullable String unused;
    private @Nullable Object stated;
    private String statedWords = "";
    private String interaction = "";

    Key(String name, Type<T> type, String meaning, Function<R, Optional<? extends T>> getter, BiConsumer<B, T> setter) {
        this.name = name;
        this.type = type;
        this.meaning = meaning;
        this.getter = getter;
        this.setter = setter;
    }

    /** What it is called in the file. */
    public String name() {
        return name;
    }

    /** What may stand behind it. */
    public Type<T> type() {
        return type;
    }

    /** What it means, one clause. */
    public String meaning() {
        return meaning;
    }

    /** What is missing where the key is, if it has to be there. */
    public Optional<String> needed() {
        return Optional.ofNullable(needed);
    }

    /** Why floe does nothing about it, if so. */
    public Optional<String> unused() {
        return Optional.ofNullable(unused);
    }

    /** What other keys it works together with, or nothing. */
    public String interaction() {
        return interaction;
    }

    /** The default in words, where it is none that a file could say. */
    public String statedWords() {
        return statedWords;
    }

    void need(String what) {
        needed = what;
    }

    void leaveUnused(String why) {
        unused = why;
    }

    void state(Object value) {
        stated = value;
    }

    void stateInWords(String words) {
        statedWords = words;
    }

    void interact(String words) {
        interaction = words;
    }

    /** Reads the value into the builder, if there is one. */
    void read(At at, B builder) {
        if (unused != null) {
            at.tier().notApplied(at.path(), unused);
        }
        type.read(at).ifPresent(value -> setter.accept(builder, value));
    }

    /** The value as a file has it. */
    Optional<Object> print(boolean all, R section) {
        return getter.apply(section).map(value -> type.print(all, name, value));
    }

    /** The value of a file that does not say it; empty if there is none. */
    Optional<Object> byDefault(R defaults) {
        if (needed != null) {
            return Optional.empty();
        }
        return stated != null ? Optional.of(stated) : print(false, defaults).filter(value -> !isEmptyMap(value));
    }

    private static boolean isEmptyMap(Object value) {
        return value instanceof Map<?, ?> map && map.isEmpty();
    }
}

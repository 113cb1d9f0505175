package dev.floe.config.internal.shape;

import java.util.Map;
import java.util.Optional;

/**
 * What may stand behind a key.
 *
 * @param <T> what it is in Java
 */
public abstract class Type<T> {
    /** The value; empty if there is none, or none that can be used: the tier then has the problem. */
    public abstract Optional<T> read(At at);

    /**
     * The value as a file has it: a text, a number, true or false, a list or a map.
     *
     * @param all whether sections say their defaults too
     * @param key what the value is called
     */
    public abstract Object print(boolean all, String key, T value);

    /** The JSON Schema. */
    public abstract Map<String, Object> schema(Schemas schemas);

    /** The same, with a text that has nothing in it being the same as none at all. */
    public final Type<T> blankIsNone() {
        return new BlankIsNone<>(this);
    }

    /** The type of the elements of a list, of the values of a map, or the one that this type wraps; otherwise this type itself. */
    public Type<?> inner() {
        return this;
    }

    /** What is allowed, for people: {@code 1 to 36500 days}. */
    public abstract String words();
}

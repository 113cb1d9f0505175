package dev.floe.jinja;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's values for the host: making those that have an identity, and asking the questions that templates ask. */
@SuppressWarnings("DoNotCallSuggester")
public final class Values {
    /** Stands for "there is no such name, attribute or item", as opposed to null, which is None. It never reaches a template. */
    public static final Object MISSING = new Object() {
        @Override
        public String toString() {
            return "MISSING";
        }
    };

    private Values() {}

    /**
     * A new Python list. Other than a Java list handed over, it is not copied again: the template and the host share it.
     *
     * @param elements copied, each converted to the value model
     */
    public static List<Object> list(Collection<?> elements) {
        throw new UnsupportedOperationException();
    }

    /**
     * A new Python tuple; immutable.
     *
     * @param elements copied, each converted to the value model
     */
    public static List<Object> tuple(Collection<?> elements) {
        throw new UnsupportedOperationException();
    }

    /**
     * A new Python dict in the given order. Other than a Java map handed over, it is not copied again: the template and the host share
     * it.
     *
     * @param entries copied, each converted to the value model
     */
    public static Map<Object, Object> dict(Map<?, ?> entries) {
        throw new UnsupportedOperationException();
    }

    /**
     * A new Python set, shared with the host like a {@link #list}.
     *
     * @param elements copied, each converted to the value model
     */
    public static Set<Object> set(Collection<?> elements) {
        throw new UnsupportedOperationException();
    }

    /** The value as {@code {{ value }}} prints it. */
    public static String text(@Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    /** The value as it shows inside a printed list or dict: texts in quotes. */
    public static String repr(@Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    /** Whether the value counts as true. */
    public static boolean isTrue(@Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    /** Whether the value is an {@link Undefined}. */
    public static boolean isUndefined(@Nullable Object value) {
        return value instanceof Undefined;
    }

    /** Whether two values are equal as Python sees it, across the types of numbers. */
    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        throw new UnsupportedOperationException();
    }
}

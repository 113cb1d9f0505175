package dev.floe.jinja;

import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.FromHost;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyIterator;
import dev.floe.jinja.internal.value.Repr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's values for the host: making those that have an identity, and asking the questions that templates ask. */
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
        return FromHost.list(elements);
    }

    /**
     * A new Python tuple; immutable.
     *
     * @param elements copied, each converted to the value model
     */
    public static List<Object> tuple(Collection<?> elements) {
        return FromHost.tuple(elements);
    }

    /**
     * A new Python dict in the given order. Other than a Java map handed over, it is not copied again: the template and the host share
     * it.
     *
     * @param entries copied, each converted to the value model
     */
    public static Map<Object, Object> dict(Map<?, ?> entries) {
        return FromHost.dict(entries);
    }

    /**
     * A new Python set, shared with the host like a {@link #list}.
     *
     * @param elements copied, each converted to the value model
     */
    public static Set<Object> set(Collection<?> elements) {
        return FromHost.set(elements);
    }

    /**
     * What a loop over a value goes through: elements, keys of a dict, characters of a text.
     *
     * @throws JinjaException of the kind {@code TYPE} if it cannot be looped over
     */
    public static List<Object> elements(@Nullable Object value) {
        List<Object> elements = new ArrayList<>();
        Py.iterate(FromHost.convert(value)).forEachRemaining(elements::add);
        return elements;
    }

    /**
     * A value that can be looped over once.
     *
     * @param typeName as it prints
     */
    public static Object iterator(String typeName, Iterator<Object> elements) {
        return new PyIterator(typeName, elements);
    }

    /** The value as {@code {{ value }}} prints it. */
    public static String text(@Nullable Object value) {
        return Repr.str(FromHost.convert(value));
    }

    /** The value as it shows inside a printed list or dict: texts in quotes. */
    public static String repr(@Nullable Object value) {
        return Repr.of(FromHost.convert(value));
    }

    /** Whether the value counts as true. */
    public static boolean isTrue(@Nullable Object value) {
        return Py.truth(FromHost.convert(value));
    }

    /** Whether the value is a str, one that is marked as safe included. */
    public static boolean isText(@Nullable Object value) {
        return Py.text(value) != null;
    }

    /** Whether the value is an {@link Undefined}. */
    public static boolean isUndefined(@Nullable Object value) {
        return value instanceof Undefined;
    }

    /** Whether two values are equal as Python sees it, across the types of numbers. */
    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        return Comparing.equal(FromHost.convert(left), FromHost.convert(right));
    }
}

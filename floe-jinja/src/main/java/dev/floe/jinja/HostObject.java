package dev.floe.jinja;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An object of the host that templates may look into: only what these methods hand out can be reached.
 *
 * <p>A class that also implements {@link Callable} can be called. Two host objects are equal when {@link Object#equals} says so.
 */
public interface HostObject {
    /**
     * The value of {@code object.name}; {@link Values#MISSING} if there is none.
     *
     * @param name an identifier
     */
    @Nullable Object getAttribute(String name);

    /**
     * The value of {@code object[key]}; {@link Values#MISSING} if there is none, which is the default. {@code object.name} falls back
     * to the item, and {@code object['name']} to the attribute.
     *
     * @param key any value
     */
    default @Nullable Object getItem(@Nullable Object key) {
        return Values.MISSING;
    }

    /** The name of the type, as error messages show it. Default: the simple name of the class. */
    default String typeName() {
        return getClass().getSimpleName();
    }

    /** What {@code {{ object }}} prints. Default: {@link #repr()}. */
    default String text() {
        return repr();
    }

    /** How the object shows inside a printed list or dict. */
    default String repr() {
        return "<" + typeName() + " object>";
    }

    /** Whether the object counts as true. Default: unless its {@link #length()} is 0. */
    default boolean isTrue() {
        return length().orElse(1) != 0;
    }

    /**
     * The value of an operator between this object and another value; {@link Values#MISSING} if the operator does not apply, which is
     * the default.
     *
     * @param operator {@code +}, {@code -}, {@code *}, {@code /}, {@code //} or {@code %}
     * @param other the other operand
     * @param reversed whether this object is the right operand
     */
    default @Nullable Object operate(String operator, @Nullable Object other, boolean reversed) {
        return Values.MISSING;
    }

    /**
     * The order of this object and another value, as {@link Comparable#compareTo} tells it, for {@code <} and sorting; empty, which is
     * the default, if there is none.
     */
    default OptionalInt compare(@Nullable Object other) {
        return OptionalInt.empty();
    }

    /** Whether {@code object is mapping} holds. Default: no. */
    default boolean isMapping() {
        return false;
    }

    /** The elements, anew at each call; empty, which is the default, if the object cannot be iterated. */
    default Optional<Iterator<?>> iterate() {
        return Optional.empty();
    }

    /** The number of elements; empty, which is the default, if the object has none. */
    default OptionalInt length() {
        return OptionalInt.empty();
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Values;
import org.jspecify.annotations.Nullable;

/**
 * A function of Jinja's own, which prints as in Python.
 *
 * @param typeName {@code function}, or {@code method} for one of an object
 * @param repr as it prints
 */
public record NamedFunction(String typeName, String repr, Callable function) implements Callable, QualifiedName {
    /** Where every object is, when it is printed. */
    public static final String ADDRESS = "0x7f0000000000";

    /** A function by its Python name. */
    public static NamedFunction of(String name, Callable function) {
        return new NamedFunction("function", "<function " + name + " at " + ADDRESS + ">", function);
    }

    /** A method by its Python name, with its type's, of an object. */
    public static NamedFunction method(String name, QualifiedName self, Callable function) {
        return new NamedFunction("method", "<bound method " + name + " of " + self.repr() + ">", function);
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
        return function.call(arguments);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return Values.MISSING;
    }

    @Override
    public String qualifiedName() {
        return typeName;
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import org.jspecify.annotations.Nullable;

/** A method of a built-in type with the object it was taken from. */
public record BoundMethod(Object self, String name, Method method) implements Callable {
    @Override
    public @Nullable Object call(Arguments arguments) {
        return method.call(self, arguments);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // as in Python: of two equal lists the methods differ
    public boolean equals(@Nullable Object other) {
        return other instanceof BoundMethod bound && bound.self == self && bound.name.equals(name);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(self) + name.hashCode();
    }

    @Override
    public String toString() {
        return "<built-in method " + name + " of " + Py.typeName(self) + " object at " + NamedFunction.ADDRESS + ">";
    }
}

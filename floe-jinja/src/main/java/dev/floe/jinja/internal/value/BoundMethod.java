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
    public String toString() {
        return "<built-in method " + name + " of " + Py.typeName(self) + " object at 0x7f0000000000>";
    }
}

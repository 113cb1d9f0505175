package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import org.jspecify.annotations.Nullable;

/** A method of a built-in type. */
@FunctionalInterface
public interface Method {
    @Nullable Object call(Object self, Arguments arguments);
}

package dev.floe.it.manifest;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import org.jspecify.annotations.Nullable;

/** {@code exceptions}: whatever does not warn fails. */
record ExceptionsObject() implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        if (name.startsWith("warn")) {
            return (Callable) arguments -> "";
        }
        return (Callable) arguments -> {
            throw Failures.compilation(
                    arguments.positional().isEmpty()
                            ? name
                            : Values.text(arguments.positional().get(0)));
        };
    }

    @Override
    public @Nullable Object getItem(@Nullable Object key) {
        return getAttribute(Values.text(key));
    }

    @Override
    public String typeName() {
        return "dict";
    }
}

package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import org.jspecify.annotations.Nullable;

/** {@code ref}, of which packages also ask for {@code ref.config}: how the project is set up. */
record RefFunction(References references, Session session) implements HostObject, Callable {
    @Override
    public Object call(Arguments arguments) {
        return references.ref(arguments);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals("config") ? new RuntimeConfig(session) : Values.MISSING;
    }

    @Override
    public String typeName() {
        return "RuntimeRefResolver";
    }
}

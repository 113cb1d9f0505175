package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.function.Consumer;

/**
 * {@code env_var}.
 *
 * @param notes told of variables that are not set here, which they may have been for dbt
 */
record EnvironmentVariable(Consumer<String> notes) implements Callable {
    private static final Signature SIGNATURE = Signature.of("env_var(var, default=None)");

    @Override
    public Object call(Arguments arguments) {
        Object[] bound = SIGNATURE.bind(arguments);
        String name = Values.text(bound[0]);
        String value = System.getenv(name);
        if (value != null) {
            return value;
        }
        if (bound[1] == null) {
            throw new NeedsMore("the environment variable " + name);
        }
        notes.accept("the environment variable " + name);
        return bound[1];
    }
}

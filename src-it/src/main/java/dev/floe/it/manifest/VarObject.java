package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code var}: texts are templates themselves. */
final class VarObject implements HostObject, Callable {
    private static final Signature SIGNATURE = Signature.of("var(var_name, default=MISSING)");

    private final RenderContext context;
    private final Map<String, @Nullable Object> values;

    VarObject(RenderContext context) {
        this.context = context;
        this.values = context.session().surroundings().variables(context.node().packageName());
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
        @Nullable Object[] bound = SIGNATURE.bind(arguments);
        String name = Values.text(bound[0]);
        boolean known = isKnown(name);
        if (values.containsKey(name)) {
            Object value = values.get(name);
            return value instanceof String text
                    ? context.session().jinja().parse(text, "var " + name).render(context)
                    : value;
        }
        if (bound[1] != Values.MISSING) {
            return bound[1];
        }
        throw known
                ? Failures.compilation("Required var '" + name + "' not found in config")
                : new NeedsMore("the variable " + name);
    }

    /** Notes what may have been another value for dbt. */
    private boolean isKnown(String name) {
        boolean known =
                context.session().surroundings().knowsVariablesOf(context.node().packageName());
        if (!known) {
            context.uncertain().add("the variable " + name);
        }
        return known;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals("has_var")
                ? (Callable) arguments -> {
                    String var = Values.text(arguments.positional().get(0));
                    isKnown(var);
                    return values.containsKey(var);
                }
                : Values.MISSING;
    }

    @Override
    public String typeName() {
        return "RuntimeVar";
    }
}

package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.project.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code var(name, default)} and {@code var.has_var(name)}. */
record Variables(Map<String, @Nullable Object> values) implements Callable, HostObject {
    private static final Signature SIGNATURE = Signature.of("var(name, default=MISSING)");

    /** The variables of a project: global ones, over them the project's own, over them the run's. */
    static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> project, String projectName, Map<String, @Nullable Object> run) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(project);
        if (project.get(projectName) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> merged.put(String.valueOf(key), value));
        }
        merged.putAll(run);
        return merged;
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
        @Nullable Object[] bound = SIGNATURE.bind(arguments);
        String name = Values.text(bound[0]);
        if (values.containsKey(name)) {
            return values.get(name);
        }
        if (bound[1] != Values.MISSING) {
            return bound[1];
        }
        throw JinjaException.of(
                ErrorKind.RUNTIME,
                "the variable '" + name + "' is not set" + Names.hint(name, values.keySet())
                        + "; set it under vars: in dbt_project.yml or with --vars, or give a default");
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals("has_var")
                ? (Callable) arguments ->
                        values.containsKey(Values.text(arguments.positional().get(0)))
                : Values.MISSING;
    }

    @Override
    public String typeName() {
        return "Var";
    }
}

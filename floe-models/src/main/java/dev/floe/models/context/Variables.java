package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.project.Names;
import dev.floe.models.project.ProjectConfig;
import dev.floe.models.project.TemplateText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code var(name, default)} and {@code var.has_var(name)}.
 *
 * @param values the variables as they are written; a text that is a template is rendered when it is asked for, as in dbt
 */
record Variables(Map<String, @Nullable Object> values, JinjaEnvironment jinja, Context context)
        implements Callable, HostObject {
    private static final Signature SIGNATURE = Signature.of("var(name, default=MISSING)");

    @Override
    public @Nullable Object call(Arguments arguments) {
        @Nullable Object[] bound = SIGNATURE.bind(arguments);
        String name = Values.text(bound[0]);
        if (values.containsKey(name)) {
            return values.get(name) instanceof String text && TemplateText.isTemplate(text)
                    ? jinja.parse(text, ProjectConfig.FILE).render(context)
                    : values.get(name);
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

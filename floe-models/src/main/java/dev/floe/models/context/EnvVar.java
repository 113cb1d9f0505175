package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.Map;
import java.util.Set;

/**
 * {@code env_var(name, default)}. Names that a secret is read from, and those that begin with {@value #SECRET_PREFIX}, are refused,
 * whether they are set or not.
 */
record EnvVar(Map<String, String> environment, Set<String> hidden, boolean secretsAllowed) implements Callable {
    static final String SECRET_PREFIX = "DBT_ENV_SECRET_";

    private static final Signature SIGNATURE = Signature.of("env_var(var, default=MISSING)");

    @Override
    public Object call(Arguments arguments) {
        Object[] bound = SIGNATURE.bind(arguments);
        String name = Values.text(bound[0]);
        if (!secretsAllowed && (hidden.contains(name) || name.startsWith(SECRET_PREFIX))) {
            throw JinjaException.of(
                    ErrorKind.SECURITY,
                    "env_var('" + name + "') is refused: a secret is read from this variable, and templates may not"
                            + " see secrets; give the value that the template needs another name");
        }
        String value = environment.get(name);
        if (value != null) {
            return value;
        }
        if (bound[1] != Values.MISSING && bound[1] != null) {
            return bound[1];
        }
        throw JinjaException.of(
                ErrorKind.RUNTIME,
                "the environment variable '" + name + "' is not set; set it, or give a default: env_var('" + name
                        + "', '…')");
    }
}

package dev.floe.jinja;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that a template or macro can see beyond its own: a function from name to value, asked when a name is needed.
 *
 * <p>Within one rendering a template or macro asks at most once per name and scope. If an instance is shared between threads it has to
 * be thread-safe.
 */
@FunctionalInterface
public interface Context {
    /**
     * The value of a name.
     *
     * @param name an identifier
     * @return any value of the package's value model, null for None; {@link Values#MISSING} if the name is not known
     */
    @Nullable Object lookup(String name);

    /** A context that knows no name. */
    static Context empty() {
        return name -> Values.MISSING;
    }

    /**
     * A context over a map, which is not copied: what the map holds when a name is asked for counts.
     *
     * @param variables values by name; a null value is None
     */
    static Context of(Map<String, ?> variables) {
        requireNonNull(variables, "variables");
        return name -> {
            Object value = variables.get(name);
            return value == null && !variables.containsKey(name) ? Values.MISSING : value;
        };
    }

    /**
     * This context, and the other one for the names that this one does not know.
     *
     * @param fallback asked second
     */
    default Context orElse(Context fallback) {
        requireNonNull(fallback, "fallback");
        return name -> {
            Object value = lookup(name);
            return value == Values.MISSING ? fallback.lookup(name) : value;
        };
    }
}

package dev.floe.jinja;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call. Immutable.
 *
 * @see Signature for a function's parameters, defaults and the checks against them
 */
public final class Arguments {
    /** No arguments. */
    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    private final List<Object> positional;
    private final Map<String, Object> keywords;

    private Arguments(List<Object> positional, Map<String, Object> keywords) {
        this.positional = positional;
        this.keywords = keywords;
    }

    /**
     * Positional arguments only.
     *
     * @param positional values of the package's value model; null is None
     */
    public static Arguments of(@Nullable Object... positional) {
        return positional.length == 0
                ? NONE
                : new Arguments(Collections.unmodifiableList(Arrays.asList(positional.clone())), Map.of());
    }

    /**
     * Positional and keyword arguments.
     *
     * @param positional values of the package's value model; null is None
     * @param keywords values by parameter name, in this order
     */
    public static Arguments of(
            List<? extends @Nullable Object> positional, Map<String, ? extends @Nullable Object> keywords) {
        List<Object> values =
                positional.isEmpty() ? List.of() : Collections.unmodifiableList(Arrays.asList(positional.toArray()));
        return new Arguments(
                values, keywords.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(keywords)));
    }

    /** The positional arguments in order; null is None. */
    public List<Object> positional() {
        return positional;
    }

    /** The keyword arguments by name, in the order of the call; null is None. */
    public Map<String, Object> keywords() {
        return keywords;
    }

    /** How many arguments there are, of both kinds. */
    public int count() {
        return positional.size() + keywords.size();
    }

    @Override
    public String toString() {
        return positional + (keywords.isEmpty() ? "" : " " + keywords);
    }
}

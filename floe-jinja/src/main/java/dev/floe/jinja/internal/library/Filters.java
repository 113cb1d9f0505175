package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Filter;
import dev.floe.jinja.Signature;
import dev.floe.jinja.internal.value.PyError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jinja's built-in filters. */
public final class Filters {
    /** By name. */
    public static final Map<String, Filter> ALL = all();

    private Filters() {}

    /** What a filter without arguments does. */
    interface Plain {
        @Nullable Object apply(@Nullable Object value);
    }

    /**
     * A filter without arguments.
     *
     * @param notation the signature of Jinja's function
     */
    static Filter plain(String notation, Plain function) {
        Signature signature = Signature.of(notation);
        return (value, arguments) -> {
            signature.bind(arguments);
            return function.apply(value);
        };
    }

    /** Checks that a function that is built into Python is given nothing but the value. */
    static void valueAlone(String function, Arguments arguments) {
        if (!arguments.keywords().isEmpty()) {
            throw PyError.type(function + "() takes no keyword arguments");
        }
        if (!arguments.positional().isEmpty()) {
            throw PyError.type(function + "() takes exactly one argument ("
                    + (arguments.positional().size() + 1) + " given)");
        }
    }

    private static Map<String, Filter> all() {
        Map<String, Filter> filters = new HashMap<>();
        filters.putAll(ValueFilters.ALL);
        filters.putAll(TextFilters.ALL);
        filters.putAll(LayoutFilters.ALL);
        filters.putAll(HtmlFilters.ALL);
        filters.putAll(SequenceFilters.ALL);
        filters.putAll(OrderFilters.ALL);
        filters.putAll(SelectFilters.ALL);
        return Map.copyOf(filters);
    }
}

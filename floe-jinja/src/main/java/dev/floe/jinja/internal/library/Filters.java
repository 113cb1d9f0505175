package dev.floe.jinja.internal.library;

import dev.floe.jinja.Filter;
import java.util.HashMap;
import java.util.Map;

/** Jinja's built-in filters. */
public final class Filters {
    /** By name. */
    public static final Map<String, Filter> ALL = all();

    private Filters() {}

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

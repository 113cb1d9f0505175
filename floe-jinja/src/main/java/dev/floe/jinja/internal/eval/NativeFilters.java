package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Filter;
import dev.floe.jinja.internal.value.PyList;
import java.util.Map;

/** The filters that dbt adds to Jinja's. */
public final class NativeFilters {
    /** By name. */
    public static final Map<String, Filter> ALL = Map.of(
            "as_text", NativeText.filter(NativeText.Wish.TEXT),
            "as_native", NativeText.filter(NativeText.Wish.NATIVE),
            "as_bool", NativeText.filter(NativeText.Wish.BOOL),
            "as_number", NativeText.filter(NativeText.Wish.NUMBER),
            "is_list", (value, arguments) -> value instanceof PyList);

    private NativeFilters() {}
}

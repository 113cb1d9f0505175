package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Filter;
import dev.floe.jinja.Signature;
import dev.floe.jinja.internal.value.PyList;
import java.util.Map;

/** The filters that dbt adds to Jinja's. */
public final class NativeFilters {
    private static final Signature IS_LIST = Signature.of("is_list(value, /)");

    /** By name. */
    public static final Map<String, Filter> ALL = Map.of(
            "as_text", NativeText.filter(NativeText.Wish.TEXT),
            "as_native", NativeText.filter(NativeText.Wish.NATIVE),
            "as_bool", NativeText.filter(NativeText.Wish.BOOL),
            "as_number", NativeText.filter(NativeText.Wish.NUMBER),
            "is_list",
                    (value, arguments) -> {
                        IS_LIST.bind(arguments);
                        return value instanceof PyList;
                    });

    private NativeFilters() {}
}

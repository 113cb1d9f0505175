package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Context;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.FromHost;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where names come from that no scope of a template defines.
 *
 * @param context asked first
 * @param globals asked second
 */
record Names(Context context, Map<String, Object> globals) {
    @Nullable Object resolve(String name) {
        Object value = context.lookup(name);
        if (value == Values.MISSING) {
            value = globals.getOrDefault(name, Values.MISSING);
        }
        return FromHost.convert(value);
    }
}

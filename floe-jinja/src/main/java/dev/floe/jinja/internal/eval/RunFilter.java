package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Filter;
import org.jspecify.annotations.Nullable;

/** A built-in filter that needs to know the rendering: it calls other filters, or makes undefined values. */
public interface RunFilter extends Filter {
    @Nullable Object apply(Run run, @Nullable Object value, Arguments arguments);

    @Override
    default @Nullable Object apply(@Nullable Object value, Arguments arguments) {
        return apply(Run.current(), value, arguments);
    }
}

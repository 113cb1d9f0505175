package dev.floe.jinja;

import org.jspecify.annotations.Nullable;

/** What {@code value|name(arguments)} calls. Failures are treated as those of a {@link Callable}. */
@FunctionalInterface
public interface Filter {
    /**
     * Computes the filtered value.
     *
     * @param value what stands left of the bar
     * @param arguments what stands in the parentheses
     */
    @Nullable Object apply(@Nullable Object value, Arguments arguments);
}

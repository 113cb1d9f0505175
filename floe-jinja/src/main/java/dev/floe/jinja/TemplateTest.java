package dev.floe.jinja;

import org.jspecify.annotations.Nullable;

/** What {@code value is name(arguments)} calls. Failures are treated as those of a {@link Callable}. */
@FunctionalInterface
public interface TemplateTest {
    /**
     * Decides the test.
     *
     * @param value what stands left of {@code is}
     * @param arguments what stands in the parentheses
     */
    boolean test(@Nullable Object value, Arguments arguments);
}

package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.TemplateTest;
import org.jspecify.annotations.Nullable;

/** A built-in test that needs to know the rendering. */
public interface RunTest extends TemplateTest {
    boolean test(Run run, @Nullable Object value, Arguments arguments);

    @Override
    default boolean test(@Nullable Object value, Arguments arguments) {
        return test(Run.current(), value, arguments);
    }
}

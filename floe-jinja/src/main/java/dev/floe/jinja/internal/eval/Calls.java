package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.TemplateTest;
import dev.floe.jinja.internal.value.FromHost;
import org.jspecify.annotations.Nullable;

/** Calls of filters and tests, built-in or the host's. */
public final class Calls {
    private Calls() {}

    /** The filtered value. */
    public static @Nullable Object filter(Run run, Filter filter, @Nullable Object value, Arguments arguments) {
        if (filter instanceof RunFilter known) {
            return known.apply(run, value, arguments);
        }
        try {
            return FromHost.convert(filter.apply(value, arguments));
        } catch (JinjaException | ReturnSignal e) {
            throw e;
        } catch (RuntimeException e) {
            throw Run.hostFailure(e);
        }
    }

    /** What the test says. */
    public static boolean test(Run run, TemplateTest test, @Nullable Object value, Arguments arguments) {
        if (test instanceof RunTest known) {
            return known.test(run, value, arguments);
        }
        try {
            return test.test(value, arguments);
        } catch (JinjaException | ReturnSignal e) {
            throw e;
        } catch (RuntimeException e) {
            throw Run.hostFailure(e);
        }
    }
}

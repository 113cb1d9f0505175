package dev.floe.jinja;

import dev.floe.jinja.internal.eval.ReturnSignal;
import org.jspecify.annotations.Nullable;

/**
 * A function that templates can call: a host's own, a macro, or a method of a value.
 *
 * <p>Called by whichever thread renders. A {@link JinjaException} thrown by it is given the position of the call if it has none; any
 * other {@link RuntimeException} becomes the cause of a {@link JinjaException} of kind {@link ErrorKind#HOST}.
 */
@FunctionalInterface
public interface Callable {
    /**
     * Computes the value of one call.
     *
     * @param arguments what the template handed over
     * @return any value of the package's value model
     */
    @Nullable Object call(Arguments arguments);

    /**
     * dbt's {@code return(value)}: a function that ends the innermost running macro with a value of any type, whatever the macro has
     * written so far. It takes one argument, {@code data}, by default None. Outside of a macro its call is an error.
     */
    static Callable returnFunction() {
        return ReturnSignal.FUNCTION;
    }
}

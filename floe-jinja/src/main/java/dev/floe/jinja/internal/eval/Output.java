package dev.floe.jinja.internal.eval;

import dev.floe.jinja.JinjaException;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.Repr;
import org.jspecify.annotations.Nullable;

/** Where a body writes to. */
class Output {
    private final Run run;
    private final StringBuilder text = new StringBuilder();
    private @Nullable JinjaException failure;

    Output(Run run) {
        this.run = run;
    }

    /** Writes text of the template. */
    void text(String part) {
        run.wrote(part.length());
        text.append(part);
    }

    /**
     * Writes a value.
     *
     * @param constant whether it was known before anything ran
     */
    void value(@Nullable Object value, boolean constant) {
        if (run.isNative() && !(constant && Constants.isLiteral(value))) {
            // native rendering is for single expressions: elsewhere only texts can be joined
            result(value);
        } else {
            text(Repr.str(value));
        }
    }

    /**
     * Writes what a filter or call block gives. It has to be a text, but as in Jinja2 that is found out only when the texts are joined:
     * a macro that is left by {@code return()} never gets there.
     */
    void result(@Nullable Object value) {
        String part = Py.text(value);
        if (part != null) {
            text(part);
        } else if (failure == null) {
            failure = PyError.type("sequence item 0: expected str instance, " + Py.typeName(value) + " found");
        }
    }

    /**
     * All that was written.
     *
     * @throws JinjaException if something else than text was
     */
    String join() {
        if (failure != null) {
            throw failure;
        }
        return text.toString();
    }
}

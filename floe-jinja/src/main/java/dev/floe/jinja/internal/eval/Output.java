package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.Repr;
import org.jspecify.annotations.Nullable;

/** Where a body writes to. */
class Output {
    private final Run run;
    private final StringBuilder text = new StringBuilder();

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
        text(Repr.str(value));
    }

    /** Writes what a filter or call block gives, which has to be a text. */
    void result(@Nullable Object value) {
        String part = Py.text(value);
        if (part == null) {
            throw PyError.type("sequence item 0: expected str instance, " + Py.typeName(value) + " found");
        }
        text(part);
    }

    /** All that was written. */
    @Override
    public String toString() {
        return text.toString();
    }
}

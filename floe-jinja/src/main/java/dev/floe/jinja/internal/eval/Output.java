package dev.floe.jinja.internal.eval;

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

    /** All that was written. */
    @Override
    public String toString() {
        return text.toString();
    }
}

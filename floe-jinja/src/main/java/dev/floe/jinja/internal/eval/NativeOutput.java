package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.value.Repr;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a single value as it is, and joins several to text: the first as soon as there is a second, and each further one where it
 * stands. Text and constants side by side count as one.
 */
final class NativeOutput extends Output {
    private final StringBuilder all = new StringBuilder();
    private final Run run;
    /** The only part so far, if it is a value. */
    private @Nullable Object only;

    private int parts;
    private boolean inText;

    NativeOutput(Run run) {
        super(run);
        this.run = run;
    }

    @Override
    void text(String part) {
        if (!inText) {
            begin();
            inText = true;
        }
        append(part);
    }

    @Override
    void value(@Nullable Object value, boolean constant) {
        if (constant && Constants.isLiteral(value)) {
            text(Repr.str(value));
            return;
        }
        begin();
        inText = false;
        if (parts == 1) {
            only = value;
        } else {
            append(Repr.str(value));
        }
    }

    @Override
    void result(@Nullable Object value) {
        value(value, false);
    }

    private void begin() {
        parts++;
        if (parts == 2 && !inText) {
            append(Repr.str(only));
        }
    }

    private void append(String part) {
        run.wrote(part.length());
        all.append(part);
    }

    /** The single value, or the text of all. */
    @Nullable Object result() {
        return parts == 1 && !inText ? NativeText.resolve(only) : all.toString();
    }
}

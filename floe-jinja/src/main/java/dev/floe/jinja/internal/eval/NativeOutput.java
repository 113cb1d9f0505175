package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.Repr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a single value as it is, and joins several to text. Text and constants side by side count as one. */
final class NativeOutput extends Output {
    private final List<Object> parts = new ArrayList<>();
    private @Nullable StringBuilder open;
    private final Run run;

    NativeOutput(Run run) {
        super(run);
        this.run = run;
    }

    @Override
    void text(String part) {
        run.wrote(part.length());
        if (open == null) {
            open = new StringBuilder();
            parts.add(open);
        }
        open.append(part);
    }

    @Override
    void value(@Nullable Object value, boolean constant) {
        if (constant && isPlain(value)) {
            text(Repr.str(value));
        } else {
            open = null;
            parts.add(value);
        }
    }

    @Override
    void result(@Nullable Object value) {
        value(value, false);
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || Numbers.isNumber(value)
                || Py.text(value) != null
                || value instanceof PyList
                || value instanceof PyTuple
                || value instanceof PyDict;
    }

    /** The single value, or the text of all. */
    @Nullable Object result() {
        if (parts.size() == 1) {
            Object only = parts.get(0);
            return only instanceof StringBuilder ? only.toString() : NativeText.resolve(only);
        }
        StringBuilder all = new StringBuilder();
        for (Object part : parts) {
            String text = part instanceof StringBuilder ? part.toString() : Repr.str(part);
            run.wrote(text.length());
            all.append(text);
        }
        return all.toString();
    }
}

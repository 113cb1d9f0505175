package dev.floe.jinja.internal.library;

import dev.floe.jinja.Undefined;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.eval.Run;
import dev.floe.jinja.internal.value.Access;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What filters take as {@code attribute}: a name, an index, or several with dots between. */
final class AttributePath {
    private final Run run;
    private final List<Object> steps;
    private final @Nullable Object defaultValue;

    private AttributePath(Run run, List<Object> steps, @Nullable Object defaultValue) {
        this.run = run;
        this.steps = steps;
        this.defaultValue = defaultValue;
    }

    /**
     * @param attribute None for the element itself
     * @param defaultValue what stands in for undefined values, or None
     */
    static AttributePath of(Run run, @Nullable Object attribute, @Nullable Object defaultValue) {
        List<Object> steps = new ArrayList<>();
        String text = Py.text(attribute);
        if (text != null) {
            for (String step : text.split("\\.", -1)) {
                boolean number =
                        !step.isEmpty() && step.length() < 18 && step.chars().allMatch(c -> c >= '0' && c <= '9');
                steps.add(number ? (Object) Long.valueOf(step) : step);
            }
        } else if (attribute != null) {
            steps.add(attribute);
        }
        return new AttributePath(run, steps, defaultValue);
    }

    @Nullable Object of(@Nullable Object element) {
        Object value = element;
        for (Object step : steps) {
            Object found = Access.item(value, step);
            value = found == Values.MISSING ? run.undefinedOf(value, step) : found;
            if (defaultValue != null && value instanceof Undefined) {
                value = defaultValue;
            }
        }
        return value;
    }

    /** Several paths with commas between: the values together, for sorting by them. */
    static List<AttributePath> several(Run run, @Nullable Object attribute) {
        List<AttributePath> paths = new ArrayList<>();
        String text = Py.text(attribute);
        if (text == null) {
            paths.add(of(run, attribute, null));
        } else {
            for (String part : text.split(",", -1)) {
                paths.add(of(run, part, null));
            }
        }
        return paths;
    }

    static PyList values(List<AttributePath> paths, @Nullable Object element, boolean caseSensitive) {
        PyList values = new PyList(paths.size());
        for (AttributePath path : paths) {
            values.add(foldCase(path.of(element), caseSensitive));
        }
        return values;
    }

    /** Texts in lower case, unless case matters; anything else as it is. */
    static @Nullable Object foldCase(@Nullable Object value, boolean caseSensitive) {
        String text = caseSensitive ? null : Py.text(value);
        return text == null ? value : TextFilters.like(value, text.toLowerCase(Locale.ROOT));
    }
}

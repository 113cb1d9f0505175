package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of str that replace letters by a table. */
final class StringTranslation {
    static final Map<String, Method> ALL =
            Map.of("maketrans", (self, arguments) -> table(arguments), "translate", StringTranslation::translate);

    private StringTranslation() {}

    private static Object translate(Object self, Arguments arguments) {
        Object table = Parameters.take(arguments, "str.translate", 1, 1).get(0);
        StringBuilder out = new StringBuilder();
        ((String) self).codePoints().forEach(c -> {
            Object mapped = Access.item(table, (long) c);
            if (mapped == Values.MISSING) {
                out.appendCodePoint(c);
            } else if (mapped instanceof Long code) {
                out.appendCodePoint(code.intValue());
            } else if (mapped != null) {
                out.append(Repr.str(mapped));
            }
        });
        return out.toString();
    }

    /** The table for {@code translate} of one dict, or of two or three texts. */
    private static Object table(Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "str.maketrans", 1, 3);
        PyDict table = new PyDict();
        if (given.size() == 1) {
            if (!(given.get(0) instanceof PyDict dict)) {
                throw PyError.type("if you give only one argument to maketrans it must be a dict");
            }
            dict.forEach((key, value) -> table.put(codePoint(key), value));
            return table;
        }
        String problem = "first maketrans argument must be a string if there is a second argument";
        String from = Py.text(given.get(0));
        if (from == null) {
            throw PyError.type(problem);
        }
        int[] old = from.codePoints().toArray();
        int[] replacements = Parameters.text(given.get(1), "maketrans() argument 2 must be str")
                .codePoints()
                .toArray();
        if (old.length != replacements.length) {
            throw PyError.value("the first two maketrans arguments must have equal length");
        }
        for (int i = 0; i < old.length; i++) {
            table.put((long) old[i], (long) replacements[i]);
        }
        if (given.size() > 2) {
            Parameters.text(given.get(2), "maketrans() argument 3 must be str")
                    .codePoints()
                    .forEach(c -> table.put((long) c, null));
        }
        return table;
    }

    private static @Nullable Object codePoint(@Nullable Object key) {
        String text = Py.text(key);
        if (text == null) {
            if (key == null || !Numbers.isInt(key)) {
                throw PyError.type("keys in translate table must be strings or integers");
            }
            return key;
        }
        if (Py.length(text) != 1) {
            throw PyError.value("string keys in translate table must be of length 1");
        }
        return (long) text.codePointAt(0);
    }
}

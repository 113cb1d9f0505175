package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import dev.floe.jinja.internal.value.Budget;
import dev.floe.jinja.internal.value.Markup;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.Repr;
import dev.floe.jinja.internal.value.Sorting;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as JSON, with the keys in order and what HTML could misread escaped. */
final class JsonText {
    private static final Signature SIGNATURE = Signature.of("do_tojson(eval_ctx, value, /, indent=None)");

    private final StringBuilder out = new StringBuilder();
    private final @Nullable String indent;
    private int depth;

    private JsonText(@Nullable String indent) {
        this.indent = indent;
    }

    static Object filter(@Nullable Object value, Arguments arguments) {
        Object indent = SIGNATURE.bind(arguments)[0];
        String text = Py.text(indent);
        if (text == null && indent != null) {
            text = " ".repeat(Budget.check(Math.max(0, Numbers.clamp(indent))));
        }
        JsonText json = new JsonText(text);
        json.value(value);
        return new Markup(json.out
                .toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027"));
    }

    private void value(@Nullable Object value) {
        Budget.check(out.length());
        String text = Py.text(value);
        if (text != null) {
            text(text);
        } else if (value == null) {
            out.append("null");
        } else if (value instanceof Boolean) {
            out.append(value);
        } else if (Numbers.isNumber(value) && !(value instanceof BigDecimal)) {
            out.append(number(value));
        } else if (value instanceof PyDict dict) {
            object(dict);
        } else if (value instanceof PyList || value instanceof PyTuple) {
            array((List<?>) value);
        } else {
            throw PyError.type("Object of type " + Py.typeName(value) + " is not JSON serializable");
        }
    }

    private static String number(Object value) {
        if (value instanceof Double number && (Double.isNaN(number) || Double.isInfinite(number))) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }
        return Repr.str(value);
    }

    private void array(List<?> list) {
        begin('[');
        for (int i = 0; i < list.size(); i++) {
            separate(i == 0);
            value(list.get(i));
        }
        end(']', list.isEmpty());
    }

    private void object(PyDict dict) {
        begin('{');
        boolean first = true;
        PyList keys = Sorting.sort(dict, key -> key, false);
        for (Iterator<Object> sorted = keys.iterator(); sorted.hasNext(); first = false) {
            Object key = sorted.next();
            separate(first);
            text(key(key));
            out.append(": ");
            value(dict.get(key));
        }
        end('}', dict.isEmpty());
    }

    private static String key(@Nullable Object key) {
        String text = Py.text(key);
        if (text != null) {
            return text;
        }
        if (key == null) {
            return "null";
        }
        if (key instanceof Boolean) {
            return key.toString();
        }
        if (!Numbers.isNumber(key)) {
            throw PyError.type("keys must be str, int, float, bool or None, not " + Py.typeName(key));
        }
        return number(key);
    }

    private void begin(char bracket) {
        out.append(bracket);
        if (++depth > 500) {
            throw PyError.value("Circular reference detected");
        }
    }

    private void separate(boolean first) {
        out.append(first ? "" : indent == null ? ", " : ",");
        newLine();
    }

    private void newLine() {
        if (indent != null) {
            Budget.check(out.length() + (long) indent.length() * depth);
            out.append('\n').append(indent.repeat(depth));
        }
    }

    private void end(char bracket, boolean empty) {
        depth--;
        if (!empty) {
            newLine();
        }
        out.append(bracket);
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as text: {@code str} and {@code repr}. */
public final class Repr {
    /** Python refuses to spell longer ints. */
    private static final int MAX_INT_DIGITS = 4300;

    private final StringBuilder out = new StringBuilder();
    /** The collections that are being printed: one within itself shows as dots. */
    private final Deque<Object> open = new ArrayDeque<>(4);

    private Repr() {}

    /** {@code str(value)}: what a template prints. */
    public static String str(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Long) {
            return value.toString();
        }
        if (value instanceof Markup markup) {
            return markup.text();
        }
        if (value instanceof Undefined undefined) {
            if (undefined.kind() == UndefinedKind.STRICT) {
                throw undefined.failure();
            }
            return "";
        }
        if (value instanceof HostObject object) {
            return object.text();
        }
        return value instanceof BigDecimal decimal ? decimal(decimal) : of(value);
    }

    /** {@code repr(value)}. */
    public static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return quote(text);
        }
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean bool) {
            return bool ? "True" : "False";
        }
        if (value instanceof Double number) {
            return FloatText.repr(number);
        }
        Repr repr = new Repr();
        repr.append(value);
        return repr.out.toString();
    }

    private void append(@Nullable Object value) {
        Budget.check(out.length());
        if (value instanceof List<?>
                || value instanceof PyDict
                || value instanceof PySet
                || value instanceof DictView) {
            collection(value);
        } else if (value instanceof Attributed object) {
            out.append('<').append(object.typeName()).append(' ');
            collection(object.attributes());
            out.append('>');
        } else if (value instanceof HostObject object) {
            out.append(object.repr());
        } else if (value instanceof Markup markup) {
            out.append("Markup(").append(quote(markup.text())).append(')');
        } else if (value instanceof Undefined) {
            out.append("Undefined");
        } else if (value instanceof BigInteger number) {
            out.append(integer(number));
        } else if (value instanceof BigDecimal number) {
            out.append("Decimal('").append(decimal(number)).append("')");
        } else if (value instanceof Callable && !(value instanceof BoundMethod)) {
            out.append("<function>");
        } else if (value == null || value instanceof String || value instanceof Boolean || value instanceof Double) {
            out.append(of(value));
        } else {
            out.append(value);
        }
    }

    private static String integer(BigInteger number) {
        if (number.bitLength() > MAX_INT_DIGITS * 3.3) {
            String digits = number.abs().toString();
            if (digits.length() > MAX_INT_DIGITS) {
                throw PyError.value("Exceeds the limit (4300 digits) for integer string conversion; use"
                        + " sys.set_int_max_str_digits() to increase the limit");
            }
        }
        return number.toString();
    }

    static String decimal(BigDecimal number) {
        if (number.scale() >= 0 && number.precision() - number.scale() > -6) {
            return number.toPlainString();
        }
        return number.toString();
    }

    private void collection(Object value) {
        for (Object outer : open) {
            if (outer == value) {
                out.append(value instanceof PyList ? "[...]" : value instanceof PyDict ? "{...}" : "(...)");
                return;
            }
        }
        open.push(value);
        if (value instanceof PyRange range) {
            out.append(range.repr());
        } else if (value instanceof PyTuple tuple) {
            out.append('(');
            items(tuple.iterator());
            out.append(tuple.size() == 1 ? ",)" : ")");
        } else if (value instanceof List<?> list) {
            out.append('[');
            items(list.iterator());
            out.append(']');
        } else if (value instanceof PyDict dict) {
            dict(dict);
        } else if (value instanceof DictView view) {
            out.append(view.part().typeName).append("([");
            items(view.iterate());
            out.append("])");
        } else if (value instanceof PySet set) {
            out.append(set.isEmpty() ? "set()" : "{");
            items(set.iterator());
            out.append(set.isEmpty() ? "" : "}");
        }
        open.pop();
    }

    private void items(Iterator<?> items) {
        for (boolean first = true; items.hasNext(); first = false) {
            if (!first) {
                out.append(", ");
            }
            append(items.next());
            Budget.check(out.length());
        }
    }

    private void dict(PyDict dict) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<Object, Object> entry : dict.entrySet()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            append(entry.getKey());
            out.append(": ");
            append(entry.getValue());
            Budget.check(out.length());
        }
        out.append('}');
    }

    /** A text in quotes, with the escapes that Python chooses. */
    public static String quote(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (PyChars.isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        String format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                        out.append(String.format(Locale.ROOT, format, c));
                    }
                }
            }
        }
        return out.append(quote).toString();
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code format.format(arguments)}. */
final class StringFormat {
    private static final int MAX_DEPTH = 2;

    private final List<Object> positional;
    private final Map<String, Object> keywords;
    /** What {@code format_map} was given: an undefined one has all keys, or none. */
    private final @Nullable Object mapping;

    private final boolean escape;
    /** The next automatic field number; -1 once fields are numbered by hand. */
    private int automatic;

    StringFormat(Arguments arguments, boolean escape) {
        this(arguments, null, escape);
    }

    StringFormat(Arguments arguments, @Nullable Object mapping, boolean escape) {
        this.mapping = mapping;
        this.positional = arguments.positional();
        this.keywords = arguments.keywords();
        this.escape = escape;
    }

    String format(String format) {
        return format(format, MAX_DEPTH);
    }

    private String format(String format, int depth) {
        if (depth < 0) {
            throw PyError.value("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            char next = at + 1 < format.length() ? format.charAt(at + 1) : '\0';
            if ((c == '{' || c == '}') && next == c) {
                out.append(c);
                at += 2;
            } else if (c == '}') {
                throw PyError.value("Single '}' encountered in format string");
            } else if (c == '{') {
                int close = close(format, at);
                out.append(field(format.substring(at + 1, close), depth));
                Budget.check(out.length());
                at = close + 1;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static int close(String format, int open) {
        if (open + 1 == format.length()) {
            throw PyError.value("Single '{' encountered in format string");
        }
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            char c = format.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        boolean inSpec = format.indexOf(':', open) >= 0 || format.indexOf('!', open) >= 0;
        throw PyError.value(inSpec ? "unmatched '{' in format spec" : "expected '}' before end of string");
    }

    private String field(String field, int depth) {
        int end = 0;
        boolean bracket = false;
        while (end < field.length() && (bracket || (field.charAt(end) != ':' && field.charAt(end) != '!'))) {
            bracket = field.charAt(end) == '[' || (bracket && field.charAt(end) != ']');
            end++;
        }
        Object value = value(field.substring(0, end));
        char conversion = '\0';
        if (end < field.length() && field.charAt(end) == '!') {
            if (end + 1 >= field.length()) {
                throw PyError.value("end of string while looking for conversion specifier");
            }
            conversion = field.charAt(end + 1);
            end += 2;
            if (end < field.length() && field.charAt(end) != ':') {
                throw PyError.value("expected ':' after conversion specifier");
            }
        }
        String spec = end < field.length() ? format(field.substring(end + 1), depth - 1) : "";
        String text = FormatSpec.format(converted(value, conversion), spec);
        return escape && !(value instanceof Markup) ? Markup.escapeText(text) : text;
    }

    private static @Nullable Object converted(@Nullable Object value, char conversion) {
        return switch (conversion) {
            case '\0' -> value;
            case 'r' -> Repr.of(value);
            case 's' -> Repr.str(value);
            case 'a' -> StringMethods.ascii(Repr.of(value));
            default -> throw PyError.value("Unknown conversion specifier " + conversion);
        };
    }

    private @Nullable Object value(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Object value = first(path.substring(0, end));
        while (end < path.length()) {
            if (path.charAt(end) == '.') {
                int stop = end + 1;
                while (stop < path.length() && path.charAt(stop) != '.' && path.charAt(stop) != '[') {
                    stop++;
                }
                value = step(value, path.substring(end + 1, stop), false);
                end = stop;
            } else {
                int close = path.indexOf(']', end);
                if (close < 0) {
                    throw PyError.value("Missing ']' in format string");
                }
                value = step(value, path.substring(end + 1, close), true);
                end = close + 1;
            }
        }
        return value;
    }

    private static @Nullable Object step(@Nullable Object object, String name, boolean item) {
        if (name.isEmpty()) {
            throw PyError.value("Empty attribute in format string");
        }
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 10;
        Object found = item
                ? Access.item(object, number ? (Object) Long.valueOf(name) : name)
                : Access.attribute(object, name);
        if (found == Values.MISSING) {
            return Undefineds.of(UndefinedKind.DEFAULT, object, item && number ? (Object) Long.valueOf(name) : name);
        }
        return found;
    }

    private @Nullable Object first(String name) {
        boolean number = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!name.isEmpty() && !number) {
            Object value = mapping instanceof Undefined
                    ? Access.item(mapping, name)
                    : keywords.getOrDefault(name, Values.MISSING);
            if (value == Values.MISSING) {
                throw PyError.key(Repr.quote(name));
            }
            return value;
        }
        if (number && automatic > 0) {
            throw PyError.value("cannot switch from manual field specification to automatic field numbering");
        }
        if (!number && automatic < 0) {
            throw PyError.value("cannot switch from manual field specification to automatic field numbering");
        }
        int index = number ? (name.length() < 10 ? Integer.parseInt(name) : Integer.MAX_VALUE) : automatic++;
        if (number) {
            automatic = -1;
        }
        if (index >= positional.size()) {
            throw PyError.index("tuple index out of range");
        }
        return positional.get(index);
    }
}

package dev.floe.duckdb.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the small JSON texts that catalogs answer and want: objects are maps, arrays lists, numbers {@code Double}, null is
 * {@code null}.
 */
final class Json {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The object that a text holds; empty if it is no JSON object. */
    static Optional<Map<String, @Nullable Object>> object(String text) {
        try {
            Json json = new Json(text);
            Object value = json.value(0);
            json.blank();
            return json.at == text.length() && value instanceof Map<?, ?> map
                    ? Optional.of(cast(map))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text member of that name, wherever it is in the object: error bodies differ in their depth. */
    static Optional<String> text(Map<String, @Nullable Object> object, String name) {
        if (object.get(name) instanceof String found) {
            return Optional.of(found);
        }
        for (Object member : object.values()) {
            Optional<String> inside = member instanceof Map<?, ?> map ? text(cast(map), name) : Optional.empty();
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    /** The members of an array of objects; empty if there is none of that name. */
    static List<Map<String, @Nullable Object>> objects(Map<String, @Nullable Object> object, String name) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        if (object.get(name) instanceof List<?> list) {
            for (Object member : list) {
                if (member instanceof Map<?, ?> map) {
                    all.add(cast(map));
                }
            }
        }
        return all;
    }

    /** A value as JSON: maps, lists, texts, numbers, booleans, null. */
    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.append(separator);
                quote(String.valueOf(member.getKey()), out);
                out.append(':');
                write(member.getValue(), out);
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object member : list) {
                out.append(separator);
                write(member, out);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            quote(string, out);
        } else {
            out.append(value);
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> cast(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    private @Nullable Object value(int depth) {
        blank();
        if (depth > MAX_DEPTH || at >= text.length()) {
            throw new IllegalArgumentException("no value");
        }
        char c = text.charAt(at);
        if (c == '{') {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            at++;
            for (boolean first = true; !closed('}', first); first = false) {
                blank();
                String name = string();
                expect(':');
                object.put(name, value(depth + 1));
            }
            return object;
        }
        if (c == '[') {
            List<@Nullable Object> list = new ArrayList<>();
            at++;
            for (boolean first = true; !closed(']', first); first = false) {
                list.add(value(depth + 1));
            }
            return list;
        }
        if (c == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return switch (text.substring(start, at)) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> Double.valueOf(text.substring(start, at));
        };
    }

    /** Whether the array or object ends here; otherwise steps over the comma before its next member. */
    private boolean closed(char end, boolean first) {
        blank();
        if (at < text.length() && text.charAt(at) == end) {
            at++;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    private void expect(char c) {
        blank();
        if (at >= text.length() || text.charAt(at++) != c) {
            throw new IllegalArgumentException("no " + c);
        }
    }

    private void blank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String string() {
        if (at >= text.length() || text.charAt(at++) != '"') {
            throw new IllegalArgumentException("no string");
        }
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw new IllegalArgumentException("string without end");
    }

    private char escaped() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("string without end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw new IllegalArgumentException("string without end");
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }
}

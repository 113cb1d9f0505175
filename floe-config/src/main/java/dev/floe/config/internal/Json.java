package dev.floe.config.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes trees as JSON, indented by two spaces, keys in their order. */
public final class Json {
    private Json() {}

    /** A tree of maps, lists, texts, numbers, true and false as JSON, with a line end at its end. */
    public static String write(Object tree) {
        StringBuilder json = new StringBuilder();
        write(tree, "", json);
        return json.append('\n').toString();
    }

    private static void write(Object value, String indentation, StringBuilder json) {
        if (value instanceof Map<?, ?> map) {
            String inner = indentation + "  ";
            String separator = "\n" + inner;
            json.append('{');
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(separator);
                text(String.valueOf(entry.getKey()), json);
                json.append(": ");
                write(entry.getValue(), inner, json);
                separator = ",\n" + inner;
            }
            json.append(map.isEmpty() ? "}" : "\n" + indentation + "}");
        } else if (value instanceof List<?> list) {
            String separator = "";
            json.append('[');
            for (Object element : list) {
                json.append(separator);
                write(element, indentation, json);
                separator = ", ";
            }
            json.append(']');
        } else if (value instanceof String text) {
            text(text, json);
        } else {
            json.append(value);
        }
    }

    private static void text(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ') {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}

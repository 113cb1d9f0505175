package dev.floe.profiles.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Maps, lists, texts, numbers and truth values as YAML; the one place that quotes for YAML. The same tree gives the same bytes. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf|[0-9a-f]*e[0-9]+");
    private static final String INDENT = "  ";

    private YamlText() {}

    /** A document whose root is a map. */
    public static String document(Map<String, ?> root) {
        StringBuilder out = new StringBuilder();
        map(root, "", "", out);
        return out.toString();
    }

    /** One text on one line: plain where every reader agrees on it, in double quotes otherwise. */
    public static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isPrintable(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPrintable(int c) {
        return (c >= 0x20 && c <= 0x7E)
                || (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }

    private static void map(Map<?, ?> map, String first, String indent, StringBuilder out) {
        String lead = first;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(lead).append(scalar(String.valueOf(entry.getKey()))).append(':');
            lead = indent;
            value(entry.getValue(), indent, out);
        }
    }

    private static void value(Object value, String indent, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            out.append('\n');
            map(map, indent + INDENT, indent + INDENT, out);
        } else if (value instanceof List<?> list) {
            out.append('\n');
            for (Object element : list) {
                out.append(indent).append(INDENT).append("-");
                if (element instanceof Map<?, ?> map) {
                    map(map, " ", indent + INDENT + INDENT, out);
                } else {
                    value(element, indent + INDENT, out);
                }
            }
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(' ').append(value).append('\n');
        } else if (value instanceof String text) {
            out.append(' ').append(scalar(text)).append('\n');
        } else {
            throw new IllegalArgumentException("not a map, list, text, number or truth value: " + value.getClass());
        }
    }
}

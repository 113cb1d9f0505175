package dev.floe.profiles.internal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Jinja expressions and literals; the one place that quotes for Jinja. */
public final class JinjaText {
    private static final Pattern MARKUP = Pattern.compile("\\{[{%#]|[%#}]\\}|[\\p{Cntrl}\\u2028\\u2029]");

    private JinjaText() {}

    /** A string literal: Jinja reads back exactly this text. */
    public static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> literal.append("\\\\");
                case '\'' -> literal.append("\\'");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('\'').toString();
    }

    /** A template that renders to exactly this text. */
    public static String text(String text) {
        return MARKUP.matcher(text).find() ? "{{ " + literal(text) + " }}" : text;
    }

    /** A template that renders to the value of an environment variable, which has to be there. */
    public static String variable(String name) {
        return "{{ env_var(" + literal(name) + ") }}";
    }

    /** A template that renders to the value of an environment variable, or to a text where it is not set. */
    public static String variable(String name, String fallback) {
        return "{{ env_var(" + literal(name) + ", " + literal(fallback) + ") }}";
    }
}

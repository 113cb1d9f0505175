package dev.floe.jinja.internal.value;

import org.jspecify.annotations.Nullable;

/**
 * Text that is safe for HTML, as the filters {@code safe}, {@code escape} and {@code tojson} make it. What is added to it is escaped.
 *
 * @param text the text
 */
public record Markup(String text) {
    /** The text, escaped unless it is safe already. */
    public static Markup escape(@Nullable Object value) {
        return value instanceof Markup markup ? markup : new Markup(escapeText(Repr.str(value)));
    }

    /** The text with HTML's special characters as entities. */
    public static String escapeText(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            String entity = switch (text.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&#34;";
                case '\'' -> "&#39;";
                default -> null;
            };
            if (entity != null && out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (out != null) {
                if (entity == null) {
                    out.append(text.charAt(i));
                } else {
                    out.append(entity);
                }
            }
        }
        return out == null ? text : out.toString();
    }

    /** As it prints. */
    @Override
    public String toString() {
        return text;
    }
}

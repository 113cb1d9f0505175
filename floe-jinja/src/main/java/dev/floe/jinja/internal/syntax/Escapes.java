package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.internal.value.PyError;

/** The escapes within quoted strings. */
final class Escapes {
    private static final String SIMPLE = "\\'\"abfnrtv";
    private static final String MEANING = "\\'\"\u0007\b\f\n\r\t\u000b";

    private final String text;
    private final StringBuilder out;
    private int at;

    private Escapes(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    /** The text with its escapes resolved. */
    static String resolve(String text) {
        return text.indexOf('\\') < 0 ? text : new Escapes(text).run();
    }

    private String run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escape();
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void escape() {
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        int simple = SIMPLE.indexOf(codePoint);
        if (simple >= 0) {
            out.append(MEANING.charAt(simple));
        } else if (codePoint >= '0' && codePoint <= '7') {
            at--;
            octal();
        } else if (codePoint == 'x') {
            hex(2, "truncated \\xXX escape");
        } else if (codePoint == 'u') {
            hex(4, "truncated \\uXXXX escape");
        } else if (codePoint == 'U') {
            hex(8, "truncated \\UXXXXXXXX escape");
        } else if (codePoint == 'N') {
            named();
        } else if (codePoint > 0x7f) {
            // Python spells such a character as an escape of its own before it resolves escapes
            out.append('\\').append(spelled(codePoint));
        } else if (codePoint != '\n') {
            out.append('\\').appendCodePoint(codePoint);
        }
    }

    private static String spelled(int codePoint) {
        String format = codePoint < 0x100 ? "x%02x" : codePoint < 0x10000 ? "u%04x" : "U%08x";
        return String.format(java.util.Locale.ROOT, format, codePoint);
    }

    private void octal() {
        int value = 0;
        for (int i = 0; i < 3 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7'; i++) {
            value = value * 8 + text.charAt(at++) - '0';
        }
        out.appendCodePoint(value);
    }

    private void hex(int digits, String problem) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || text.charAt(at) > 0x7f) {
                throw PyError.value(problem);
            }
            value = value * 16 + digit;
            at++;
        }
        if (value > Character.MAX_CODE_POINT || value < 0) {
            throw PyError.value("illegal Unicode character");
        }
        out.appendCodePoint(value);
    }

    private void named() {
        int close = text.indexOf('}', at);
        if (at >= text.length() || text.charAt(at) != '{' || close < 0) {
            throw PyError.value("malformed \\N character escape");
        }
        try {
            out.appendCodePoint(Character.codePointOf(text.substring(at + 1, close)));
        } catch (IllegalArgumentException e) {
            throw PyError.value("unknown Unicode character name");
        }
        at = close + 1;
    }
}

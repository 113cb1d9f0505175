package dev.floe.iceberg.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a type as DuckDB's DESCRIBE spells it. */
final class DuckTypeParser {
    /**
     * How a field begins that has a type and no name. A name is followed by a space; of the types, so are those with a time zone, and as names
     * these words would be in quotes.
     */
    private static final Pattern UNNAMED = Pattern.compile(" *(?:TIME(?:STAMP)? WITH TIME ZONE|\\w+[^\\w ])");

    private final String text;
    private int at;

    private DuckTypeParser(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException if the text is not a type in DuckDB's spelling
     */
    static DuckType parse(String text) {
        DuckTypeParser parser = new DuckTypeParser(text);
        DuckType type = parser.type();
        if (parser.at != text.length()) {
            throw parser.malformed();
        }
        return type;
    }

    private DuckType type() {
        DuckType type = base();
        while (peek() == '[') {
            at++;
            if (peek() == ']') {
                type = new DuckType.ListOf(type);
            } else {
                number();
                type = new DuckType.ArrayOf(type);
            }
            expect(']');
        }
        return type;
    }

    private DuckType base() {
        int start = at;
        String name = words();
        if (peek() != '(') {
            return new DuckType.Scalar(name);
        }
        switch (name) {
            case "DECIMAL" -> {
                at++;
                int precision = number();
                expect(',');
                int scale = number();
                expect(')');
                return new DuckType.Decimal(precision, scale);
            }
            case "STRUCT" -> {
                if (UNNAMED.matcher(text).region(at + 1, text.length()).lookingAt()) {
                    parentheses();
                    return new DuckType.Unnamed(text.substring(start, at));
                }
                return struct();
            }
            case "MAP" -> {
                at++;
                DuckType key = type();
                expect(',');
                spaces();
                DuckType value = type();
                expect(')');
                return new DuckType.MapOf(key, value);
            }
            default -> {
                parentheses();
                return switch (name) {
                    case "ENUM" -> new DuckType.Enumeration();
                    case "UNION" -> new DuckType.Union(text.substring(start, at));
                    default -> new DuckType.Scalar(text.substring(start, at));
                };
            }
        }
    }

    private DuckType struct() {
        List<DuckType.Field> fields = new ArrayList<>();
        do {
            at++;
            spaces();
            String name = name();
            spaces();
            fields.add(new DuckType.Field(name, type()));
        } while (peek() == ',');
        expect(')');
        return new DuckType.Struct(List.copyOf(fields));
    }

    /** One or more words, such as {@code TIME WITH TIME ZONE}, up to what cannot be part of a type's name. */
    private String words() {
        int start = at;
        while (at < text.length() && "[](),".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw malformed();
        }
        return text.substring(start, at).toUpperCase(Locale.ROOT);
    }

    private String name() {
        if (peek() == '"') {
            return quoted('"');
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted(char quote) {
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                if (peek() != quote) {
                    return name.toString();
                }
            }
            name.append(c);
        }
        throw malformed();
    }

    /** Skips what stands in parentheses, minding quotes. */
    private void parentheses() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                quoted(c);
                continue;
            }
            at++;
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return;
            }
        }
        throw malformed();
    }

    private int number() {
        spaces();
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw malformed();
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private void spaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw malformed();
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("Not a DuckDB type, at character " + (at + 1) + ": " + text);
    }
}

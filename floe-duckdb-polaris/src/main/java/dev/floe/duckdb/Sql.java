package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes names and values into DuckDB SQL: the only place in floe that quotes.
 *
 * <p>Each method gives text that DuckDB reads back as exactly the argument, whatever characters are in it. Refused, because DuckDB's
 * SQL has no way to hold them, are the NUL character and unpaired surrogates. Stateless.
 */
public final class Sql {
    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Sql() {}

    /**
     * A quoted identifier: {@code a"b} becomes {@code "a""b"}. Always quoted, so that no keyword needs to be known.
     *
     * @throws IllegalArgumentException if the name is empty or holds a character that DuckDB's SQL cannot
     */
    public static String identifier(String name) {
        if (requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("a SQL identifier cannot be empty");
        }
        return '"' + representable(name).replace("\"", "\"\"") + '"';
    }

    /**
     * A qualified name, its parts quoted and joined by dots: {@code "catalog"."namespace"."table"}.
     *
     * @throws IllegalArgumentException if there is no part, or one that {@link #identifier} refuses
     */
    public static String qualified(List<String> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a qualified name needs at least one part");
        }
        return parts.stream().map(Sql::identifier).collect(Collectors.joining("."));
    }

    /** {@link #qualified(List)} of these parts. */
    public static String qualified(String... parts) {
        return qualified(List.of(parts));
    }

    /**
     * A string literal: {@code it's} becomes {@code 'it''s'}.
     *
     * @throws IllegalArgumentException if the value holds a character that DuckDB's SQL cannot
     */
    public static String literal(String value) {
        return '\'' + representable(requireNonNull(value, "value")).replace("'", "''") + '\'';
    }

    /**
     * A list of string literals: {@code ['a', 'b']}.
     *
     * @throws IllegalArgumentException as for {@link #literal}
     */
    public static String literals(List<String> values) {
        return values.stream().map(Sql::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * The name of an option of ATTACH, COPY or CREATE SECRET, or of a setting, in upper case. Such names are not quoted in SQL, so
     * only plain ones pass.
     *
     * @throws IllegalArgumentException if the name is anything but letters, digits and underscores
     */
    public static String optionName(String name) {
        if (!OPTION_NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' is not an option name; option names are letters, digits and underscores, such as MAX_TABLE_STALENESS");
        }
        return name.toUpperCase(Locale.ROOT);
    }

    private static String representable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException("SQL text cannot hold the character NUL (at index " + i + ")");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("SQL text cannot hold an unpaired surrogate (at index " + i + ")");
            }
        }
        return text;
    }
}

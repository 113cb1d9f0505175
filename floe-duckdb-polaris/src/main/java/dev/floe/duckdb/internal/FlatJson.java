package dev.floe.duckdb.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds single members in the small JSON answers of token endpoints. */
final class FlatJson {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);

    private FlatJson() {}

    /** The first text member of that name. */
    static Optional<String> text(String json, String name) {
        Matcher matcher = Pattern.compile(
                        '"' + Pattern.quote(name) + "\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)\"", Pattern.DOTALL)
                .matcher(json);
        return matcher.find() ? Optional.of(unescape(matcher.group(1))) : Optional.empty();
    }

    /** The first member of that name that is a whole number, also one in quotes. */
    static Optional<Long> number(String json, String name) {
        Matcher matcher = Pattern.compile('"' + Pattern.quote(name) + "\"\\s*:\\s*\"?(\\d{1,12})\\b")
                .matcher(json);
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> {
            if (match.group(1) != null) {
                return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16)));
            }
            String plain = switch (match.group(2)) {
                case "n" -> "\n";
                case "r" -> "\r";
                case "t" -> "\t";
                case "b" -> "\b";
                case "f" -> "\f";
                default -> match.group(2);
            };
            return Matcher.quoteReplacement(plain);
        });
    }
}

package dev.floe.models.run;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts ephemeral models before a SELECT, as common table expressions. */
final class CommonTableExpressions {
    private static final Pattern BLANK = Pattern.compile("\\s+|--[^\\n]*(\\n|$)|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern WITH = Pattern.compile("with\\s+(recursive\\s+)?", Pattern.CASE_INSENSITIVE);

    private CommonTableExpressions() {}

    /**
     * The SELECT with the expressions before its own.
     *
     * @param expressions SQL by name, each after those that it uses
     */
    static String prepend(String select, Map<String, String> expressions) {
        if (expressions.isEmpty()) {
            return select;
        }
        String all = expressions.entrySet().stream()
                .map(expression -> of(expression.getKey(), expression.getValue()))
                .collect(Collectors.joining(", "));
        int start = skipBlank(select);
        Matcher with = WITH.matcher(select).region(start, select.length());
        if (with.lookingAt()) {
            String word = with.group(1) == null ? "with " : "with recursive ";
            return select.substring(0, start) + word + all + ", " + select.substring(with.end());
        }
        return select.substring(0, start) + "with" + all + " " + select.substring(start);
    }

    /** One expression as dbt writes it. */
    static String of(String name, String select) {
        return " " + name + " as (\n" + select + "\n)";
    }

    private static int skipBlank(String select) {
        Matcher blank = BLANK.matcher(select);
        int at = 0;
        while (at < select.length() && blank.region(at, select.length()).lookingAt()) {
            at = blank.end();
        }
        return at;
    }
}

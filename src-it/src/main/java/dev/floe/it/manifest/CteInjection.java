package dev.floe.it.manifest;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts ephemeral models before a SELECT, where dbt's tokenizer finds the place for them. */
final class CteInjection {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<space>\\s+)|(?<line>(?:--|# )[^\\r\\n]*(?:\\r\\n|\\r|\\n|$))|(?<block>/\\*.*?\\*/)"
                    + "|(?<quoted>'(?:''|\\\\.|[^'])*'|\"(?:\"\"|[^\"])*\"|`[^`]*`|(?<tag>\\$\\w*\\$).*?\\k<tag>)"
                    + "|(?<word>[A-Za-z_][\\w$]*)|(?<other>.)",
            Pattern.DOTALL);

    private CteInjection() {}

    /**
     * The SELECT with the expressions before its own. Only the first statement of a text is kept, as dbt does.
     *
     * @param expressions each as {@code name as (…)}
     */
    static String inject(String sql, Collection<String> expressions) {
        if (expressions.isEmpty()) {
            return sql;
        }
        String statement = firstStatement(sql);
        String all = String.join(", ", expressions);
        int with = afterWith(statement);
        if (with >= 0) {
            int next = skipSpace(statement, with);
            return statement.substring(0, next) + all + ", " + statement.substring(next);
        }
        int start = skipSpace(statement, 0);
        return statement.substring(0, start) + "with" + all + " " + statement.substring(start);
    }

    private static int skipSpace(String sql, int from) {
        int at = from;
        while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The place after the keyword WITH, or WITH RECURSIVE, that is outside of all parentheses; -1 if there is none. */
    private static int afterWith(String sql) {
        Matcher token = TOKEN.matcher(sql);
        int depth = 0;
        int found = -1;
        String before = "";
        while (token.find()) {
            if (token.group("space") != null) {
                continue;
            }
            String word = token.group("word");
            if (found >= 0) {
                return word != null && word.equalsIgnoreCase("recursive") ? token.end() : found;
            }
            if (depth == 0 && word != null && word.equalsIgnoreCase("with") && !before.equals(".")) {
                found = token.end();
            }
            before = token.group().toLowerCase(Locale.ROOT);
            depth += depth(before);
        }
        return found;
    }

    private static int depth(String token) {
        return token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
    }

    private static String firstStatement(String sql) {
        Matcher token = TOKEN.matcher(sql);
        int depth = 0;
        boolean ended = false;
        while (token.find()) {
            boolean blank = token.group("line") != null
                    || (token.group("space") != null && !token.group().matches("(?s).*[\\r\\n].*"));
            if (ended && !blank) {
                return token.group("space") == null
                        ? sql.substring(0, token.start())
                        : sql.substring(0, token.start() + blanks(token.group()));
            }
            depth += depth(token.group());
            ended |= depth <= 0 && token.group().equals(";");
        }
        return sql;
    }

    /** How many characters come before the first line end. */
    private static int blanks(String space) {
        int count = 0;
        while (space.charAt(count) != '\n' && space.charAt(count) != '\r') {
            count++;
        }
        return count;
    }
}

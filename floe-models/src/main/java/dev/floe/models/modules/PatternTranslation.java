package dev.floe.models.modules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a regular expression of Python's into one of Java's that means the same. */
final class PatternTranslation {
    private static final Pattern INLINE_VERBOSE = Pattern.compile("\\(\\?[aiLmsu]*x");
    private static final Pattern NAMED = Pattern.compile("\\(\\?P<(\\w+)>");
    private static final Pattern NAME = Pattern.compile("\\(\\?P=(\\w+)\\)");
    private static final Pattern REPEAT = Pattern.compile("\\{(?:\\d+(?:,\\d*)?|,\\d+)}");

    private final String source;
    private final boolean verbose;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private PatternTranslation(String source, boolean verbose) {
        this.source = source;
        this.verbose = verbose || INLINE_VERBOSE.matcher(source).lookingAt();
    }

    /**
     * @param verbose whether blanks and comments are left out
     */
    static String toJava(String source, boolean verbose) {
        return new PatternTranslation(source, verbose).translate();
    }

    private String translate() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                characterClass();
            } else if (c == '#' && verbose) {
                comment();
            } else if (!copied(NAMED, "(?<", ">") && !copied(NAME, "\\k<", ">") && !repeat(c)) {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private void escape() {
        if (at + 1 == source.length()) {
            out.append('\\');
            at++;
            return;
        }
        char next = source.charAt(at + 1);
        out.append('\\').append(next == 'Z' ? 'z' : next);
        at += 2;
    }

    private void comment() {
        while (at < source.length() && source.charAt(at) != '\n') {
            at++;
        }
    }

    private boolean copied(Pattern pattern, String before, String after) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        out.append(before).append(matcher.group(1)).append(after);
        at = matcher.end();
        return true;
    }

    /** A brace that repeats nothing is itself. */
    private boolean repeat(char c) {
        if (c != '{' && c != '}') {
            return false;
        }
        Matcher matcher = REPEAT.matcher(source).region(at, source.length());
        if (c == '{' && matcher.lookingAt()) {
            out.append(matcher.group().replace("{,", "{0,"));
            at = matcher.end();
        } else {
            out.append('\\').append(c);
            at++;
        }
        return true;
    }

    /** In a class of characters Python knows no nested classes, no intersections, no comments. */
    private void characterClass() {
        out.append('[');
        at++;
        if (at < source.length() && source.charAt(at) == '^') {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (at < source.length() && (first || source.charAt(at) != ']')) {
            char c = source.charAt(at);
            if (c == '\\') {
                escape();
            } else {
                if (c == '[' || c == ']' || c == '&' || (verbose && (c == '#' || Character.isWhitespace(c)))) {
                    out.append('\\');
                }
                out.append(c);
                at++;
            }
            first = false;
        }
    }
}

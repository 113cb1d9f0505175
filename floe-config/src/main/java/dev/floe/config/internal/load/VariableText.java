package dev.floe.config.internal.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text with variables: {@code ${NAME}}, or {@code ${NAME:-default}} for one that is not set or empty, the default being a text with
 * variables too. Two dollar signs before a brace stand for one, and no variable. Not thread-safe.
 */
final class VariableText {
    static final String BEGIN = "${";

    private static final String ESCAPED = "$${";
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(:-|})");
    private static final int MAX_LENGTH = 100_000;

    private final Map<String, String> environment;
    private final List<String> names = new ArrayList<>();

    VariableText(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The variables that were looked at, in order. */
    List<String> names() {
        return List.copyOf(names);
    }

    /**
     * The text with the variables' values.
     *
     * @throws NotSetException if a variable without a default is not set
     * @throws IllegalArgumentException if a variable is malformed, or the text becomes too long
     */
    String substitute(String text) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(ESCAPED, at)) {
                result.append(BEGIN);
                at += ESCAPED.length();
            } else if (text.startsWith(BEGIN, at)) {
                at = variable(text, at, result);
            } else {
                result.append(text.charAt(at++));
            }
            if (result.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("the values of the variables in this text are too long");
            }
        }
        return result.toString();
    }

    /** Appends the value of the variable that begins here, and gives the place behind it. */
    private int variable(String text, int begin, StringBuilder result) {
        Matcher matcher = NAME.matcher(text).region(begin + BEGIN.length(), text.length());
        if (!matcher.lookingAt()) {
            throw malformed();
        }
        String name = matcher.group(1);
        names.add(name);
        String value = environment.get(name);
        if (matcher.group(2).equals("}")) {
            if (value == null) {
                throw new NotSetException(
                        "the variable " + name + " is not set; set it, or write a default: ${" + name + ":-default}");
            }
            result.append(value);
            return matcher.end();
        }
        int end = end(text, matcher.end());
        result.append(value == null || value.isEmpty() ? substitute(text.substring(matcher.end(), end)) : value);
        return end + 1;
    }

    /** Where the brace is that closes a default; variables in it have braces of their own. */
    private static int end(String text, int begin) {
        int open = 0;
        for (int i = begin; i < text.length(); i++) {
            if (text.startsWith(BEGIN, i)) {
                open++;
            } else if (text.charAt(i) == '}' && open-- == 0) {
                return i;
            }
        }
        throw malformed();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "a variable is written ${NAME} or ${NAME:-default}; write $${ where a plain ${ is meant");
    }

    /** A variable without a default is not set. */
    static final class NotSetException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSetException(String message) {
            super(message, null, false, false);
        }
    }
}

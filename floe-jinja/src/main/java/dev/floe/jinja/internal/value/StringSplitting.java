package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of str that take texts apart. */
public final class StringSplitting {
    private static final Signature SPLIT = Signature.of("split(sep=None, maxsplit=-1)");
    private static final Signature SPLITLINES = Signature.of("splitlines(keepends=False)");

    static final Map<String, Method> ALL = Map.of(
            "split", (self, arguments) -> split(self, arguments, false),
            "rsplit", (self, arguments) -> split(self, arguments, true),
            "splitlines",
                    (self, arguments) ->
                            lines((String) self, Py.truth(SPLITLINES.bind(arguments)[0])),
            "partition", (self, arguments) -> partition(self, arguments, false),
            "rpartition", (self, arguments) -> partition(self, arguments, true),
            "strip", (self, arguments) -> strip(self, arguments, true, true),
            "lstrip", (self, arguments) -> strip(self, arguments, true, false),
            "rstrip", (self, arguments) -> strip(self, arguments, false, true));

    private StringSplitting() {}

    private static Object split(Object self, Arguments arguments, boolean fromRight) {
        Object[] bound = SPLIT.bind(arguments);
        int most = Parameters.integer(bound[1]);
        int limit = most < 0 ? Integer.MAX_VALUE : most;
        if (bound[0] == null) {
            return fromRight ? blanksFromRight((String) self, limit) : blanks((String) self, limit);
        }
        String separator = Parameters.text(bound[0], "must be str or None");
        if (separator.isEmpty()) {
            throw PyError.value("empty separator");
        }
        return fromRight ? fromRight((String) self, separator, limit) : fromLeft((String) self, separator, limit);
    }

    private static PyList fromLeft(String text, String separator, int limit) {
        PyList parts = new PyList();
        int at = 0;
        for (int found = text.indexOf(separator);
                found >= 0 && parts.size() < limit;
                found = text.indexOf(separator, at)) {
            parts.add(text.substring(at, found));
            at = found + separator.length();
        }
        parts.add(text.substring(at));
        return parts;
    }

    private static PyList fromRight(String text, String separator, int limit) {
        PyList parts = new PyList();
        int end = text.length();
        for (int found = text.lastIndexOf(separator); found >= 0 && parts.size() < limit; ) {
            parts.add(text.substring(found + separator.length(), end));
            end = found;
            found = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    private static PyList blanks(String text, int limit) {
        PyList parts = new PyList();
        int at = skip(text, 0, true);
        while (at < text.length()) {
            if (parts.size() >= limit) {
                // a limit of none is all that leaves the end as it is
                parts.add(text.substring(at, limit == 0 ? text.length() : endOf(text, text.length())));
                return parts;
            }
            int end = skip(text, at, false);
            parts.add(text.substring(at, end));
            at = skip(text, end, true);
        }
        return parts;
    }

    /** The words of a text, which white space separates. */
    public static List<String> words(String text) {
        return blanks(text, Integer.MAX_VALUE).stream().map(Object::toString).toList();
    }

    private static PyList blanksFromRight(String text, int limit) {
        PyList parts = new PyList();
        int end = endOf(text, text.length());
        while (end > 0) {
            int start = end;
            while (start > 0 && !PyChars.isSpace(text.charAt(start - 1))) {
                start--;
            }
            if (parts.size() >= limit) {
                start = skip(text, 0, true);
            }
            parts.add(text.substring(start, end));
            end = parts.size() > limit ? 0 : endOf(text, start);
        }
        Collections.reverse(parts);
        return parts;
    }

    private static int endOf(String text, int from) {
        int end = from;
        while (end > 0 && PyChars.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static int skip(String text, int from, boolean space) {
        int at = from;
        while (at < text.length() && PyChars.isSpace(text.charAt(at)) == space) {
            at++;
        }
        return at;
    }

    /** The lines of a text. */
    public static PyList lines(String text, boolean keepEnds) {
        PyList lines = new PyList();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isLineEnd(text.charAt(end))) {
                end++;
            }
            int next = end < text.length() ? end + 1 : end;
            if (end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n') {
                next = end + 2;
            }
            lines.add(text.substring(at, keepEnds ? next : end));
            at = next;
        }
        return lines;
    }

    private static boolean isLineEnd(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static Object partition(Object self, Arguments arguments, boolean last) {
        String method = last ? "rpartition" : "partition";
        String separator = Parameters.text(
                Parameters.take(arguments, "str." + method, 1, 1).get(0), "must be str");
        if (separator.isEmpty()) {
            throw PyError.value("empty separator");
        }
        String text = (String) self;
        int found = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (found < 0) {
            return last ? PyTuple.of("", "", text) : PyTuple.of(text, "", "");
        }
        return PyTuple.of(text.substring(0, found), separator, text.substring(found + separator.length()));
    }

    private static Object strip(Object self, Arguments arguments, boolean left, boolean right) {
        String method = left && right ? "strip" : left ? "lstrip" : "rstrip";
        List<Object> given = Parameters.take(arguments, "str." + method, 0, 1);
        Object characters = given.isEmpty() ? null : given.get(0);
        if (characters != null && Py.text(characters) == null) {
            throw PyError.type(method + " arg must be None or str");
        }
        return strip((String) self, Py.text(characters), left, right);
    }

    /** The text without any of the characters, by default white space, at its ends. */
    public static String strip(String text, @Nullable String characters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && isStripped(text.codePointAt(start), characters)) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && isStripped(text.codePointBefore(end), characters)) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean isStripped(int c, @Nullable String characters) {
        return characters == null ? PyChars.isSpace(c) : characters.indexOf(c) >= 0;
    }
}

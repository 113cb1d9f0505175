package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of str that look for a part. Positions count code points. */
final class StringSearch {
    static final Map<String, Method> ALL = Map.of(
            "count", StringSearch::count,
            "find", (self, arguments) -> find(self, arguments, "find", false),
            "rfind", (self, arguments) -> find(self, arguments, "rfind", true),
            "index", (self, arguments) -> required(find(self, arguments, "index", false)),
            "rindex", (self, arguments) -> required(find(self, arguments, "rindex", true)));

    private StringSearch() {}

    private static int start(String text, List<Object> given) {
        return given.size() > 1 && given.get(1) != null ? bound(given.get(1), text) : 0;
    }

    private static int end(String text, List<Object> given) {
        int length = (int) Py.length(text);
        return given.size() > 2 && given.get(2) != null ? bound(given.get(2), text) : length;
    }

    private static int bound(Object value, String text) {
        int length = (int) Py.length(text);
        int index = Parameters.bound(value, "integers or None");
        return index < 0 ? Math.max(0, index + length) : index;
    }

    /** The part between the second and the third argument, or null if it begins behind the end. */
    static @Nullable String window(String text, List<Object> given) {
        int length = (int) Py.length(text);
        int start = start(text, given);
        int end = Math.min(length, end(text, given));
        if (start > length || start > end) {
            return null;
        }
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    private static Object count(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "str.count", 1, 3);
        String text = window((String) self, given);
        String part = Parameters.text(given.get(0), "must be str");
        if (text == null) {
            return 0L;
        }
        if (part.isEmpty()) {
            return Py.length(text) + 1;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static long find(Object self, Arguments arguments, String method, boolean last) {
        List<Object> given = Parameters.take(arguments, "str." + method, 1, 3);
        String whole = (String) self;
        String text = window(whole, given);
        String part = Parameters.text(given.get(0), "must be str");
        int found = text == null ? -1 : last ? text.lastIndexOf(part) : text.indexOf(part);
        return found < 0 || text == null ? -1 : text.codePointCount(0, found) + start(whole, given);
    }

    private static Object required(long index) {
        if (index < 0) {
            throw PyError.value("substring not found");
        }
        return index;
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The methods of str. */
public final class StringMethods {
    private static final Signature EXPANDTABS = Signature.of("expandtabs(tabsize=8)");

    static final Map<String, Method> ALL = all();

    private StringMethods() {}

    private static Map<String, Method> all() {
        Map<String, Method> methods = new HashMap<>();
        mapping(methods, "capitalize", Casing::capitalize);
        mapping(methods, "casefold", text -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        mapping(methods, "lower", text -> text.toLowerCase(Locale.ROOT));
        mapping(methods, "swapcase", Casing::swap);
        mapping(methods, "title", Casing::title);
        mapping(methods, "upper", text -> text.toUpperCase(Locale.ROOT));
        question(methods, "isalnum", PyChars::isAlphanumeric);
        question(methods, "isalpha", PyChars::isAlphabetic);
        question(methods, "isdecimal", PyChars::isDecimal);
        question(methods, "isdigit", PyChars::isDigit);
        question(methods, "isnumeric", PyChars::isNumeric);
        question(methods, "isspace", PyChars::isSpace);
        methods.put("isascii", (self, arguments) -> ((String) self).chars().allMatch(c -> c < 0x80));
        methods.put("isidentifier", (self, arguments) -> PyChars.isIdentifier((String) self));
        methods.put(
                "isprintable", (self, arguments) -> ((String) self).codePoints().allMatch(PyChars::isPrintable));
        methods.put("islower", (self, arguments) -> Casing.isLower((String) self));
        methods.put("isupper", (self, arguments) -> Casing.isUpper((String) self));
        methods.put("istitle", (self, arguments) -> Casing.isTitle((String) self));
        methods.put("center", (self, arguments) -> pad(self, arguments, "center"));
        methods.put("ljust", (self, arguments) -> pad(self, arguments, "ljust"));
        methods.put("rjust", (self, arguments) -> pad(self, arguments, "rjust"));
        methods.put("zfill", StringMethods::zfill);
        methods.put("expandtabs", StringMethods::expandTabs);
        methods.put("format", (self, arguments) -> new StringFormat(arguments, false).format((String) self));
        methods.put("format_map", (self, arguments) -> mapped(arguments, false).format((String) self));
        methods.put("join", StringMethods::join);
        methods.put("replace", StringMethods::replace);
        methods.put("removeprefix", StringMethods::removePrefix);
        methods.put("removesuffix", StringMethods::removeSuffix);
        methods.put("startswith", (self, arguments) -> hasEnd(self, arguments, "startswith", String::startsWith));
        methods.put("endswith", (self, arguments) -> hasEnd(self, arguments, "endswith", String::endsWith));
        methods.putAll(StringTranslation.ALL);
        methods.putAll(StringSearch.ALL);
        methods.putAll(StringSplitting.ALL);
        return Map.copyOf(methods);
    }

    private static void mapping(Map<String, Method> methods, String name, UnaryOperator<String> function) {
        methods.put(name, (self, arguments) -> {
            Parameters.take(arguments, "str." + name, 0, 0);
            return function.apply((String) self);
        });
    }

    private static void question(Map<String, Method> methods, String name, IntPredicate test) {
        methods.put(name, (self, arguments) -> {
            Parameters.take(arguments, "str." + name, 0, 0);
            String text = (String) self;
            return !text.isEmpty() && text.codePoints().allMatch(test);
        });
    }

    /** The text with everything but ASCII escaped. */
    static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                String format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                out.append(String.format(Locale.ROOT, format, c));
            }
        });
        return out.toString();
    }

    private static Object pad(Object self, Arguments arguments, String method) {
        List<Object> given = Parameters.take(arguments, "str." + method, 1, 2);
        String fill = given.size() > 1
                ? Parameters.text(given.get(1), "The fill character must be a unicode character")
                : " ";
        if (fill.codePointCount(0, fill.length()) != 1) {
            throw PyError.type("The fill character must be exactly one character long");
        }
        return pad((String) self, Parameters.integer(given.get(0)), fill, method);
    }

    /** The text, padded to a width as one of {@code center}, {@code ljust} and {@code rjust} does. */
    public static String pad(String text, int width, String fill, String method) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        Budget.check(width);
        int left = switch (method) {
            case "ljust" -> 0;
            case "rjust" -> missing;
            default -> missing / 2 + (missing & width & 1);
        };
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }

    private static Object zfill(Object self, Arguments arguments) {
        String text = (String) self;
        int width =
                Parameters.integer(Parameters.take(arguments, "str.zfill", 1, 1).get(0));
        int missing = Budget.check(width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
    }

    private static Object expandTabs(Object self, Arguments arguments) {
        Object given = EXPANDTABS.bind(arguments)[0];
        int size = Parameters.integer(given);
        if (!Numbers.big(given).equals(BigInteger.valueOf(size))) {
            throw PyError.overflow("Python int too large to convert to C int");
        }
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (char c : ((String) self).toCharArray()) {
            if (c == '\t') {
                int blanks = size > 0 ? size - column % size : 0;
                Budget.check((long) out.length() + blanks);
                out.append(" ".repeat(blanks));
                column += blanks;
            } else {
                out.append(c);
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        return out.toString();
    }

    /** What {@code format_map} formats with. */
    static StringFormat mapped(Arguments arguments, boolean escape) {
        Object mapping = Parameters.take(arguments, "str.format_map", 1, 1).get(0);
        Map<String, Object> keywords = new HashMap<>();
        if (mapping instanceof PyDict dict) {
            dict.forEach((key, value) -> keywords.put(String.valueOf(key), value));
        }
        return new StringFormat(Arguments.of(List.of(), keywords), mapping, escape);
    }

    private static Object join(Object self, Arguments arguments) {
        Object iterable = Parameters.take(arguments, "str.join", 1, 1).get(0);
        if (!Py.isIterable(iterable)) {
            throw PyError.type("can only join an iterable");
        }
        String separator = (String) self;
        StringBuilder out = new StringBuilder();
        int index = 0;
        for (Iterator<Object> elements = Py.iterate(iterable); elements.hasNext(); index++) {
            Object element = elements.next();
            String text = Py.text(element);
            if (text == null) {
                throw PyError.type(
                        "sequence item " + index + ": expected str instance, " + Py.typeName(element) + " found");
            }
            out.append(index > 0 ? separator : "").append(text);
            Budget.check(out.length());
        }
        return out.toString();
    }

    private static Object replace(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "str.replace", 2, 3);
        String old = Parameters.text(given.get(0), "replace() argument 1 must be str");
        String replacement = Parameters.text(given.get(1), "replace() argument 2 must be str");
        int count = given.size() > 2 ? Parameters.integer(given.get(2)) : -1;
        return replace((String) self, old, replacement, count);
    }

    /** Replaces the first occurrences, all of them if the count is negative. */
    public static String replace(String text, String old, String replacement, int count) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        int left = count < 0 ? Integer.MAX_VALUE : count;
        if (old.isEmpty()) {
            for (; at < text.length() && left > 0; left--) {
                int next = text.offsetByCodePoints(at, 1);
                out.append(replacement).append(text, at, next);
                Budget.check(out.length());
                at = next;
            }
            return out.append(text, at, text.length())
                    .append(left > 0 ? replacement : "")
                    .toString();
        }
        for (int found = text.indexOf(old); found >= 0 && left > 0; found = text.indexOf(old, at), left--) {
            out.append(text, at, found).append(replacement);
            Budget.check(out.length());
            at = found + old.length();
        }
        return at == 0 ? text : out.append(text, at, text.length()).toString();
    }

    private static Object removePrefix(Object self, Arguments arguments) {
        String prefix = Parameters.text(
                Parameters.take(arguments, "str.removeprefix", 1, 1).get(0), "removeprefix() argument must be str");
        String text = (String) self;
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static Object removeSuffix(Object self, Arguments arguments) {
        String suffix = Parameters.text(
                Parameters.take(arguments, "str.removesuffix", 1, 1).get(0), "removesuffix() argument must be str");
        String text = (String) self;
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static Object hasEnd(Object self, Arguments arguments, String method, BiPredicate<String, String> test) {
        List<Object> given = Parameters.take(arguments, "str." + method, 1, 3);
        String text = StringSearch.window((String) self, given);
        if (text == null) {
            return false;
        }
        if (given.get(0) instanceof PyTuple choices) {
            for (Object choice : choices) {
                if (test.test(text, Parameters.text(choice, "tuple for " + method + " must only contain str"))) {
                    return true;
                }
            }
            return false;
        }
        String end = Py.text(given.get(0));
        if (end == null) {
            throw PyError.type(method + " first arg must be str or a tuple of str, not " + Py.typeName(given.get(0)));
        }
        return test.test(text, end);
    }
}

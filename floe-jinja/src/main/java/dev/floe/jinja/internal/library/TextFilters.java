package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.internal.value.Casing;
import dev.floe.jinja.internal.value.Markup;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.PercentFormat;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyChars;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.Repr;
import dev.floe.jinja.internal.value.StringMethods;
import dev.floe.jinja.internal.value.StringSplitting;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Filters that change the letters of a text. */
final class TextFilters {
    private static final Signature REPLACE = Signature.of("do_replace(eval_ctx, s, /, old, new, count=None)");
    private static final Signature TRIM = Signature.of("do_trim(value, /, chars=None)");

    static final Map<String, Filter> ALL = Map.ofEntries(
            Map.entry("capitalize", mapping("do_capitalize", Casing::capitalize)),
            Map.entry("format", TextFilters::format),
            Map.entry("lower", mapping("do_lower", text -> text.toLowerCase(Locale.ROOT))),
            Map.entry("pprint", Filters.plain("do_pprint(value, /)", value -> new PrettyPrinter().print(value))),
            Map.entry("replace", TextFilters::replace),
            Map.entry("string", mapping("soft_str", text -> text)),
            Map.entry("title", mapping("do_title", TextFilters::title)),
            Map.entry("tojson", JsonText::filter),
            Map.entry("trim", TextFilters::trim),
            Map.entry("upper", mapping("do_upper", text -> text.toUpperCase(Locale.ROOT))),
            Map.entry("wordcount", Filters.plain("do_wordcount(s, /)", value -> wordCount(Repr.str(value)))));

    private TextFilters() {}

    /** A filter of a text; a safe text stays safe. */
    private static Filter mapping(String name, UnaryOperator<String> function) {
        return Filters.plain(name + "(s, /)", value -> like(value, function.apply(Repr.str(value))));
    }

    /** The text, marked as safe if the original was. */
    static Object like(@Nullable Object original, String text) {
        return original instanceof Markup ? new Markup(text) : text;
    }

    private static Object format(@Nullable Object value, Arguments arguments) {
        boolean named = !arguments.keywords().isEmpty();
        if (named && !arguments.positional().isEmpty()) {
            throw JinjaException.of(
                    ErrorKind.FILTER_ARGUMENT, "can't handle positional and keyword arguments at the same time");
        }
        Object given = named
                ? new PyDict(arguments.keywords())
                : PyTuple.of(arguments.positional().toArray());
        return like(value, new PercentFormat(Repr.str(value), given, value instanceof Markup).format());
    }

    private static Object replace(@Nullable Object value, Arguments arguments) {
        Object[] bound = REPLACE.bind(arguments);
        if (bound[2] != null && !Numbers.isInt(bound[2])) {
            throw PyError.type("'" + Py.typeName(bound[2]) + "' object cannot be interpreted as an integer");
        }
        if (bound[2] instanceof BigInteger) {
            throw PyError.overflow("Python int too large to convert to C ssize_t");
        }
        int count = bound[2] == null ? -1 : Numbers.clamp(bound[2]);
        return StringMethods.replace(Repr.str(value), Repr.str(bound[0]), Repr.str(bound[1]), count);
    }

    private static Object trim(@Nullable Object value, Arguments arguments) {
        Object characters = TRIM.bind(arguments)[0];
        if (characters != null && Py.text(characters) == null) {
            throw PyError.type("strip arg must be None or str");
        }
        return like(value, StringSplitting.strip(Repr.str(value), Py.text(characters), true, true));
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean start = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            String one = Character.toString(c);
            if (c == '-' || c == '(' || c == '{' || c == '[' || c == '<' || PyChars.isSpace(c)) {
                out.append(one);
                start = true;
            } else {
                out.append(start ? one.toUpperCase(Locale.ROOT) : one.toLowerCase(Locale.ROOT));
                start = false;
            }
        }
        return out.toString();
    }

    private static Object wordCount(String text) {
        long count = 0;
        boolean inWord = false;
        for (int c : text.codePoints().toArray()) {
            boolean word = PyChars.isWord(c);
            count += word && !inWord ? 1 : 0;
            inWord = word;
        }
        return count;
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import dev.floe.jinja.internal.syntax.CompareOperator;
import dev.floe.jinja.internal.value.Arithmetic;
import dev.floe.jinja.internal.value.Budget;
import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.PercentFormat;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.Repr;
import dev.floe.jinja.internal.value.StringMethods;
import dev.floe.jinja.internal.value.StringSplitting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that lay a text out: width, indentation, length. */
final class LayoutFilters {
    private static final Signature CENTER = Signature.of("do_center(value, /, width=80)");
    private static final Signature INDENT = Signature.of("do_indent(s, /, width=4, first=False, blank=False)");
    private static final Signature TRUNCATE =
            Signature.of("do_truncate(env, s, /, length=255, killwords=False, end='...', leeway=None)");
    private static final Signature WRAP = Signature.of(
            "do_wordwrap(environment, s, /, width=79, break_long_words=True, wrapstring=None, break_on_hyphens=True)");
    private static final Signature FILE_SIZE = Signature.of("do_filesizeformat(value, /, binary=False)");
    private static final long DEFAULT_LEEWAY = 5;

    static final Map<String, Filter> ALL = Map.of(
            "center", LayoutFilters::center,
            "filesizeformat", LayoutFilters::fileSize,
            "indent", LayoutFilters::indent,
            "truncate", LayoutFilters::truncate,
            "wordwrap", LayoutFilters::wrap);

    private LayoutFilters() {}

    private static int integer(@Nullable Object value) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        return Numbers.clamp(value);
    }

    private static String text(@Nullable Object value, String operation) {
        String text = Py.text(value);
        if (text == null) {
            throw value instanceof Undefined undefined
                    ? undefined.failure()
                    : PyError.type(operation + " needs a text, not '" + Py.typeName(value) + "'");
        }
        return text;
    }

    private static Object center(@Nullable Object value, Arguments arguments) {
        int width = integer(CENTER.bind(arguments)[0]);
        return TextFilters.like(value, StringMethods.pad(Repr.str(value), width, " ", "center"));
    }

    private static Object indent(@Nullable Object value, Arguments arguments) {
        Object[] bound = INDENT.bind(arguments);
        String width = Py.text(bound[0]);
        String indentation = width != null ? width : Repr.str(Arithmetic.apply(BinaryOperator.MULTIPLY, " ", bound[0]));
        if (Py.text(value) == null && !(value instanceof Undefined)) {
            throw value instanceof PyList
                    ? PyError.attribute(value, "splitlines")
                    : value instanceof PyTuple
                            ? PyError.type("can only concatenate tuple (not \"str\") to tuple")
                            : PyError.type(
                                    "unsupported operand type(s) for +=: '" + Py.typeName(value) + "' and 'str'");
        }
        String text = text(value, "indent");
        boolean blank = Py.truth(bound[2]);
        StringBuilder out = new StringBuilder(Py.truth(bound[1]) ? indentation : "");
        boolean first = true;
        for (Object element : StringSplitting.lines(text + "\n", false)) {
            String line = (String) element;
            out.append(first ? "" : "\n");
            out.append(!first && (blank || !line.isEmpty()) ? indentation : "").append(line);
            Budget.check(out.length());
            first = false;
        }
        return TextFilters.like(value, out.toString());
    }

    private static @Nullable Object truncate(@Nullable Object value, Arguments arguments) {
        Object[] bound = TRUNCATE.bind(arguments);
        Object leeway = bound[3] == null ? (Object) DEFAULT_LEEWAY : bound[3];
        long endLength = Py.length(bound[2]);
        if (!Comparing.apply(CompareOperator.GREATER_OR_EQUAL, bound[0], endLength)) {
            throw JinjaException.of(
                    ErrorKind.ASSERTION, "expected length >= " + endLength + ", got " + Repr.str(bound[0]));
        }
        if (!Comparing.apply(CompareOperator.GREATER_OR_EQUAL, leeway, 0L)) {
            throw JinjaException.of(ErrorKind.ASSERTION, "expected leeway >= 0, got " + Repr.str(leeway));
        }
        Object most = Arithmetic.apply(BinaryOperator.ADD, bound[0], leeway);
        if (Comparing.apply(CompareOperator.LESS_OR_EQUAL, Py.length(value), most)) {
            return value;
        }
        if (!Numbers.isInt(bound[0])) {
            throw PyError.type("slice indices must be integers or None or have an __index__ method");
        }
        int length = integer(bound[0]);
        String end = text(bound[2], "truncate");
        String text = text(value, "truncate");
        String cut = text.substring(0, text.offsetByCodePoints(0, (int) (length - endLength)));
        int blank = cut.lastIndexOf(' ');
        String kept = Py.truth(bound[1]) || blank < 0 ? cut : cut.substring(0, blank);
        return TextFilters.like(value, kept + end);
    }

    private static String wrapped(@Nullable Object value) {
        if (Py.text(value) == null && !(value instanceof Undefined)) {
            throw PyError.attribute(value, "splitlines");
        }
        boolean captured = value instanceof Undefined undefined && undefined.kind() == UndefinedKind.CAPTURING;
        return captured ? "" : text(value, "wordwrap");
    }

    private static Object wrap(@Nullable Object value, Arguments arguments) {
        Object[] bound = WRAP.bind(arguments);
        String separator = bound[2] == null ? "\n" : text(bound[2], "wordwrap");
        List<String> lines = new ArrayList<>();
        // without a line nobody looks at the width
        for (Object line : StringSplitting.lines(wrapped(value), false)) {
            TextWrapper wrapper = TextWrapper.of(bound[0], Py.truth(bound[1]), Py.truth(bound[3]));
            lines.add(String.join(separator, wrapper.wrap((String) line)));
        }
        return TextFilters.like(value, String.join(separator, lines));
    }

    private static Object fileSize(@Nullable Object value, Arguments arguments) {
        boolean binary = Py.truth(FILE_SIZE.bind(arguments)[0]);
        String text = Py.text(value);
        Double parsed = text != null ? NumberParsing.toDouble(text) : null;
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (parsed == null && (value == null || !Numbers.isNumber(value))) {
            throw text != null
                    ? PyError.value("could not convert string to float: " + Repr.of(value))
                    : PyError.type(
                            "float() argument must be a string or a real number, not '" + Py.typeName(value) + "'");
        }
        double bytes = parsed != null ? parsed : Numbers.toDouble(value == null ? 0L : value);
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return Repr.str(Numbers.truncate(bytes)) + " Bytes";
        }
        String prefixes = binary ? "KMGTPEZY" : "kMGTPEZY";
        int step = 0;
        double unit = base * base;
        while (step < prefixes.length() - 1 && bytes >= unit) {
            step++;
            unit *= base;
        }
        String size = new PercentFormat("%.1f", PyTuple.of(base * bytes / unit), false).format();
        return size + " " + prefixes.charAt(step) + (binary ? "iB" : "B");
    }
}

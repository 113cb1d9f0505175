package dev.floe.jinja.internal.value;

import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code format % arguments}. */
public final class PercentFormat {
    private final String format;
    private final boolean escape;
    private final @Nullable Object given;
    private final List<Object> arguments;
    private final boolean mapping;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;

    // the specifier being read
    private boolean left;
    private boolean plus;
    private boolean blank;
    private boolean alternate;
    private boolean zero;
    private int width;
    private int precision;

    /**
     * @param given a tuple of arguments, or a single one
     * @param escape whether inserted texts are escaped for HTML
     */
    public PercentFormat(String format, @Nullable Object given, boolean escape) {
        this.format = format;
        this.escape = escape;
        this.given = given;
        this.arguments = given instanceof PyTuple tuple ? tuple : PyTuple.of(given);
        this.mapping = !(given instanceof PyTuple)
                && (given instanceof PyDict || given instanceof List<?> || given instanceof Undefined);
    }

    /** The formatted text. */
    public String format() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                break;
            }
            out.append(format, at, percent);
            at = percent + 1;
            specifier();
        }
        out.append(format, Math.min(at, format.length()), format.length());
        if (used < arguments.size() && !mapping) {
            throw PyError.type("not all arguments converted during string formatting");
        }
        return out.toString();
    }

    private void specifier() {
        int start = at;
        Object named = key();
        flags();
        width = number(0);
        if (width < 0) {
            left = true;
            width = -width;
        }
        precision = -1;
        if (peek() == '.') {
            at++;
            precision = Math.max(0, number(0));
        }
        while (peek() == 'h' || peek() == 'l' || peek() == 'L') {
            at++;
        }
        if (at >= format.length()) {
            throw PyError.value("incomplete format");
        }
        char type = format.charAt(at++);
        if (type == '%' && at == start + 1) {
            out.append('%');
            return;
        }
        Object value = named == Values.MISSING ? next() : named;
        convert(type, value);
    }

    private @Nullable Object key() {
        if (peek() != '(') {
            return Values.MISSING;
        }
        int depth = 1;
        int start = ++at;
        while (at < format.length() && depth > 0) {
            char c = format.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        if (depth > 0) {
            throw PyError.value("incomplete format key");
        }
        if (given instanceof Undefined) {
            used = arguments.size();
            return Access.item(given, format.substring(start, at - 1));
        }
        if (!(given instanceof PyDict dict)) {
            throw PyError.type("format requires a mapping");
        }
        String key = format.substring(start, at - 1);
        Object value = dict.find(key);
        if (value == Values.MISSING) {
            throw PyError.key(Repr.quote(key));
        }
        used = arguments.size();
        return value;
    }

    private void flags() {
        left = plus = blank = alternate = zero = false;
        while (true) {
            switch (peek()) {
                case '-' -> left = true;
                case '+' -> plus = true;
                case ' ' -> blank = true;
                case '#' -> alternate = true;
                case '0' -> zero = true;
                default -> {
                    return;
                }
            }
            at++;
        }
    }

    private int number(int none) {
        if (peek() == '*') {
            at++;
            Object value = next();
            if (value == null || !Numbers.isInt(value)) {
                throw PyError.type("* wants int");
            }
            return Numbers.clamp(value);
        }
        long value = none;
        while (peek() >= '0' && peek() <= '9') {
            value = Math.min(Integer.MAX_VALUE, value * 10 + peek() - '0');
            at++;
        }
        return (int) value;
    }

    private char peek() {
        return at < format.length() ? format.charAt(at) : '\0';
    }

    private @Nullable Object next() {
        if (used >= arguments.size()) {
            throw PyError.type("not enough arguments for format string");
        }
        return arguments.get(used++);
    }

    private void convert(char type, @Nullable Object value) {
        switch (type) {
            case 's' -> text(Repr.str(value), value instanceof Markup);
            case 'r' -> text(Repr.of(value), false);
            case 'a' -> text(StringMethods.ascii(Repr.of(value)), false);
            case 'c' -> text(character(value), false);
            case 'd', 'i', 'u' -> number(integer(type, value, true), "", true, false);
            case 'o' -> number(radix(type, value, 8), alternate ? "0o" : "", true, false);
            case 'x' -> number(radix(type, value, 16), alternate ? "0x" : "", true, false);
            case 'X' -> number(radix(type, value, 16).toUpperCase(Locale.ROOT), alternate ? "0X" : "", true, false);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> real(type, value);
            default ->
                throw PyError.value("unsupported format character '" + type + "' (0x" + Integer.toHexString(type)
                        + ") at index " + (at - 1));
        }
    }

    private void text(String text, boolean safe) {
        String part = precision >= 0 && precision < text.codePointCount(0, text.length())
                ? text.substring(0, text.offsetByCodePoints(0, precision))
                : text;
        pad(escape && !safe ? Markup.escapeText(part) : part);
    }

    private void pad(String text) {
        int missing = width - text.codePointCount(0, text.length());
        Budget.check((long) out.length() + width);
        if (left) {
            out.append(text).append(" ".repeat(Math.max(0, missing)));
        } else {
            out.append(" ".repeat(Math.max(0, missing))).append(text);
        }
    }

    private String character(@Nullable Object value) {
        String text = Py.text(value);
        if (text != null && text.codePointCount(0, text.length()) == 1) {
            return text;
        }
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("%c requires int or char");
        }
        int code = Numbers.clamp(value);
        if (code < 0 || code > Character.MAX_CODE_POINT) {
            throw PyError.overflow("%c arg not in range(0x110000)");
        }
        return new String(Character.toChars(code));
    }

    private String integer(char type, @Nullable Object value, boolean rounding) {
        if (rounding && value instanceof Double number) {
            return Repr.of(Numbers.truncate(number));
        }
        if (rounding && value instanceof BigDecimal number) {
            return number.toBigInteger().toString();
        }
        if (value == null || !Numbers.isInt(value)) {
            throw wrongType(type, value, rounding ? "a real number" : "an integer");
        }
        return Repr.of(Numbers.plainInt(value));
    }

    private String radix(char type, @Nullable Object value, int radix) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("%" + type + " format: an integer is required, not " + Py.typeName(value));
        }
        return Numbers.big(value).toString(radix);
    }

    private static JinjaException wrongType(char type, @Nullable Object value, String wanted) {
        if (value instanceof Undefined undefined) {
            return undefined.failure();
        }
        return PyError.type("%" + type + " format: " + wanted + " is required, not " + Py.typeName(value));
    }

    private void real(char type, @Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value == null || !Numbers.isNumber(value)) {
            throw PyError.type("must be real number, not " + Py.typeName(value));
        }
        double number = Numbers.toDouble(value);
        String digits = NumberText.of(number, type, precision < 0 ? 6 : precision, alternate);
        number(
                (number < 0 || 1 / number < 0 ? "-" : "") + digits,
                "",
                false,
                Double.isInfinite(number) || Double.isNaN(number));
    }

    /**
     * @param whole whether it is an int, of which the precision is the least number of digits
     */
    private void number(String signed, String prefix, boolean whole, boolean noZeros) {
        boolean negative = signed.startsWith("-");
        String digits = negative ? signed.substring(1) : signed;
        if (whole && precision > digits.length()) {
            digits = "0".repeat(Budget.check(precision) - digits.length()) + digits;
        }
        String sign = negative ? "-" : plus ? "+" : blank ? " " : "";
        int missing = width - sign.length() - prefix.length() - digits.length();
        Budget.check((long) out.length() + width);
        if (zero && !left && missing > 0 && !noZeros) {
            out.append(sign).append(prefix).append("0".repeat(missing)).append(digits);
        } else {
            pad(sign + prefix + digits);
        }
    }
}

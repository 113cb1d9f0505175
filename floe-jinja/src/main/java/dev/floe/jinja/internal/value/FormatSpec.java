package dev.floe.jinja.internal.value;

import dev.floe.jinja.HostObject;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Undefined;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands behind the colon in {@code '{:>10.2f}'.format(x)}. */
final class FormatSpec {
    private static final Pattern SYNTAX =
            Pattern.compile("(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?(.)?", Pattern.DOTALL);

    private final String fill;
    private final char align;
    private final String sign;
    private final boolean alternate;
    private final boolean zero;
    private final int width;
    private final char grouping;
    private final int precision;
    private final char type;

    private FormatSpec(Matcher parts) {
        zero = parts.group(6) != null;
        fill = parts.group(1) != null ? parts.group(1) : zero ? "0" : " ";
        align = parts.group(2) == null ? '\0' : parts.group(2).charAt(0);
        sign = parts.group(3) == null ? "" : parts.group(3);
        alternate = parts.group(5) != null;
        width = number(parts.group(7), 0);
        grouping = parts.group(8) == null ? '\0' : parts.group(8).charAt(0);
        precision = number(parts.group(9), -1);
        type = parts.group(10) == null ? '\0' : parts.group(10).charAt(0);
    }

    private static int number(@Nullable String digits, int none) {
        if (digits == null) {
            return none;
        }
        return Budget.check(digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits));
    }

    /** {@code format(value, spec)}. */
    static String format(@Nullable Object value, String spec) {
        if (spec.isEmpty()) {
            return Repr.str(value);
        }
        boolean plain = value instanceof Undefined || value instanceof HostObject || value instanceof BoundMethod;
        String text = Py.text(value);
        if (plain || value == null || (text == null && !Numbers.isNumber(value))) {
            throw PyError.type("unsupported format string passed to " + Py.typeName(value) + ".__format__");
        }
        Matcher parts = SYNTAX.matcher(spec);
        if (!parts.matches()) {
            throw PyError.value(
                    "Invalid format specifier '" + spec + "' for object of type '" + Py.typeName(value) + "'");
        }
        FormatSpec parsed = new FormatSpec(parts);
        return text != null ? parsed.text(text) : parsed.number(value);
    }

    private String text(String text) {
        if (type != '\0' && type != 's') {
            throw unknown("str");
        }
        if (!sign.isEmpty()) {
            throw PyError.value((sign.equals(" ") ? "Space" : "Sign") + " not allowed in string format specifier");
        }
        if (alternate) {
            throw PyError.value("Alternate form (#) not allowed in string format specifier");
        }
        if (grouping != '\0') {
            throw PyError.value("Cannot specify '" + grouping + "' with 's'.");
        }
        if (align == '=') {
            throw PyError.value("'=' alignment not allowed in string format specifier");
        }
        boolean cut = precision >= 0 && text.codePointCount(0, text.length()) > precision;
        return pad("", cut ? text.substring(0, text.offsetByCodePoints(0, precision)) : text, '<');
    }

    private String number(Object value) {
        boolean real = !Numbers.isInt(value);
        boolean realType = type == '%' || (type != '\0' && "eEfFgG".indexOf(type) >= 0);
        return real || realType ? real(value) : integer(value);
    }

    private String integer(Object value) {
        if (precision >= 0) {
            throw PyError.value("Precision not allowed in integer format specifier");
        }
        int radix = switch (type) {
            case '\0', 'd', 'n' -> 10;
            case 'b' -> 2;
            case 'o' -> 8;
            case 'x', 'X' -> 16;
            case 'c' -> 0;
            default -> throw unknown(Py.typeName(value));
        };
        if (radix == 0) {
            if (!Character.isValidCodePoint(Numbers.clamp(value))) {
                throw PyError.overflow("%c arg not in range(0x110000)");
            }
            return pad("", Character.toString(Numbers.clamp(value)), '<');
        }
        boolean negative = Numbers.big(value).signum() < 0;
        String digits = Numbers.big(value).abs().toString(radix);
        String prefix = alternate && radix != 10 ? "0" + Character.toLowerCase(type) : "";
        if (type == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
            prefix = prefix.toUpperCase(Locale.ROOT);
        }
        return signed(negative, prefix, digits, radix == 10 ? 3 : 4);
    }

    private String real(Object value) {
        if (type != '\0' && type != 'n' && "eEfFgG%".indexOf(type) < 0) {
            throw unknown(Py.typeName(value));
        }
        if (value instanceof BigDecimal decimal && (type == 'f' || type == '\0')) {
            String digits = type == '\0' && precision < 0
                    ? Repr.decimal(decimal.abs())
                    : NumberText.fixed(
                            decimal.abs(), precision < 0 ? Math.max(0, decimal.scale()) : precision, alternate);
            return signed(decimal.signum() < 0, "", digits, 3);
        }
        double number = Numbers.toDouble(value);
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        String digits;
        if (type == '\0' && precision < 0) {
            digits = FloatText.repr(Math.abs(number));
        } else if (type == '\0') {
            digits = NumberText.of(number, 'g', precision, false);
            boolean whole = digits.chars().allMatch(Character::isDigit);
            digits = whole && digits.length() < Math.max(1, precision) ? digits + ".0" : digits;
        } else {
            digits = NumberText.of(number, type == 'n' ? 'g' : type, precision < 0 ? 6 : precision, alternate);
        }
        return signed(negative, "", digits, 3);
    }

    private String signed(boolean negative, String prefix, String digits, int group) {
        String lead = (negative ? "-" : sign.equals("-") ? "" : sign) + prefix;
        String body = digits;
        if (grouping != '\0') {
            boolean zeros = fill.equals("0") && (align == '=' || align == '\0');
            body = NumberText.group(body, grouping, group);
            while (zeros && lead.length() + body.length() < width) {
                digits = "0" + digits;
                String longer = NumberText.group(digits, grouping, group);
                body = longer;
            }
        }
        return pad(lead, body, zero && align == '\0' ? '=' : '>');
    }

    private String pad(String lead, String body, char defaultAlign) {
        int missing = width - lead.length() - body.codePointCount(0, body.length());
        if (missing <= 0) {
            return lead + body;
        }
        return switch (align == '\0' ? defaultAlign : align) {
            case '<' -> lead + body + fill.repeat(missing);
            case '^' -> fill.repeat(missing / 2) + lead + body + fill.repeat(missing - missing / 2);
            case '=' -> lead + fill.repeat(missing) + body;
            default -> fill.repeat(missing) + lead + body;
        };
    }

    private JinjaException unknown(String typeName) {
        String code = type > ' ' && type < 0x80 ? String.valueOf(type) : "\\x" + Integer.toHexString(type);
        return PyError.value("Unknown format code '" + code + "' for object of type '" + typeName + "'");
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.internal.value.StringSplitting;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts as numbers, as Python's {@code int} and {@code float} read them. */
final class NumberParsing {
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern SEPARATORS = Pattern.compile("(?<=[0-9a-zA-Z])_(?=[0-9a-zA-Z])");

    private NumberParsing() {}

    static @Nullable Double toDouble(String text) {
        String plain = SEPARATORS
                .matcher(StringSplitting.strip(text, null, true, true))
                .replaceAll("");
        String unsigned = plain.toLowerCase(Locale.ROOT).replaceFirst("^[-+]", "");
        switch (unsigned) {
            case "inf", "infinity" -> {
                return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return Double.NaN;
            }
            default -> {
                return FLOAT.matcher(plain).matches() ? Double.valueOf(plain) : null;
            }
        }
    }

    static @Nullable BigInteger toInt(String text, int base) {
        String plain = SEPARATORS
                .matcher(StringSplitting.strip(text, null, true, true))
                .replaceAll("");
        boolean negative = plain.startsWith("-");
        String digits = negative || plain.startsWith("+") ? plain.substring(1) : plain;
        int radix = base;
        String lower = digits.toLowerCase(Locale.ROOT);
        int prefixed = lower.startsWith("0x") ? 16 : lower.startsWith("0o") ? 8 : lower.startsWith("0b") ? 2 : 0;
        if (prefixed > 0 && (base == prefixed || base == 0)) {
            radix = prefixed;
            digits = digits.substring(2);
        } else if (base == 0) {
            radix = 10;
        }
        if (digits.isEmpty()
                || digits.length() > 4300
                || digits.startsWith("-")
                || digits.startsWith("+")
                || radix < 2
                || radix > 36) {
            return null;
        }
        try {
            BigInteger value = new BigInteger(digits, radix);
            return negative ? value.negate() : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

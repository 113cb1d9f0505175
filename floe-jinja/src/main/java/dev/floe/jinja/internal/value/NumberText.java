package dev.floe.jinja.internal.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floats in the notations that format characters ask for; without a sign, which the callers put in front. */
final class NumberText {
    private NumberText() {}

    /**
     * A float's digits.
     *
     * @param type one of {@code e f g %} and their capitals
     * @param alternate whether a trailing point or zeros are kept
     */
    static String of(double value, char type, int precision, boolean alternate) {
        double magnitude = Math.abs(value);
        String text;
        if (Double.isNaN(magnitude) || Double.isInfinite(magnitude)) {
            text = Double.isNaN(magnitude) ? "nan" : "inf";
            text = type == '%' ? text + "%" : text;
        } else {
            Budget.check(precision);
            BigDecimal exact = new BigDecimal(magnitude);
            text = switch (Character.toLowerCase(type)) {
                case 'e' -> exponent(exact, precision, alternate);
                case 'g' -> general(exact, precision, alternate);
                case '%' -> fixed(new BigDecimal(magnitude * 100), precision, alternate) + "%";
                default -> fixed(exact, precision, alternate);
            };
        }
        return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
    }

    static String fixed(BigDecimal value, int precision, boolean alternate) {
        String text = value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return alternate && precision == 0 ? text + "." : text;
    }

    private static String exponent(BigDecimal value, int precision, boolean alternate) {
        String digits = "0".repeat(precision + 1);
        int power = 0;
        if (value.signum() != 0) {
            BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
            String unscaled = rounded.unscaledValue().toString();
            power = unscaled.length() - rounded.scale() - 1;
            digits = unscaled.length() > precision + 1
                    ? unscaled.substring(0, precision + 1)
                    : unscaled + "0".repeat(precision + 1 - unscaled.length());
        }
        String mantissa = digits.charAt(0) + (precision > 0 ? "." + digits.substring(1) : alternate ? "." : "");
        return mantissa + "e" + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    }

    private static String general(BigDecimal value, int precision, boolean alternate) {
        int digits = Math.max(1, precision);
        int power = 0;
        if (value.signum() != 0) {
            BigDecimal rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            power = rounded.precision() - rounded.scale() - 1;
        }
        boolean plain = power >= -4 && power < digits;
        String text = plain ? fixed(value, digits - 1 - power, alternate) : exponent(value, digits - 1, alternate);
        return alternate ? text : stripZeros(text);
    }

    private static String stripZeros(String text) {
        int power = text.indexOf('e');
        String mantissa = power < 0 ? text : text.substring(0, power);
        if (mantissa.indexOf('.') >= 0) {
            int end = mantissa.length();
            while (mantissa.charAt(end - 1) == '0') {
                end--;
            }
            mantissa = mantissa.substring(0, mantissa.charAt(end - 1) == '.' ? end - 1 : end);
        }
        return power < 0 ? mantissa : mantissa + text.substring(power);
    }

    /** Puts a separator between groups of digits of the whole part. */
    static String group(String text, char separator, int size) {
        int end = 0;
        while (end < text.length()
                && Character.digit(text.charAt(end), 16) >= 0
                && (size == 4 || text.charAt(end) <= '9')) {
            end++;
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = end - size; i > 0; i -= size) {
            out.insert(i, separator);
        }
        return out.toString();
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods and attributes of numbers. */
final class NumberMethods {
    private static final Map<String, Method> INT = Map.of(
            "bit_length", (self, arguments) -> (long) Numbers.big(self).abs().bitLength(),
            "bit_count", (self, arguments) -> (long) Numbers.big(self).abs().bitCount(),
            "conjugate", (self, arguments) -> Numbers.plainInt(self),
            "as_integer_ratio", (self, arguments) -> PyTuple.of(Numbers.plainInt(self), 1L));

    private static final Map<String, Method> FLOAT = Map.of(
            "is_integer", (self, arguments) -> isWhole((Double) self),
            "conjugate", (self, arguments) -> self,
            "hex", (self, arguments) -> hex((Double) self),
            "as_integer_ratio", (self, arguments) -> ratio((Double) self));

    private static final int HEX_DIGITS = 13;

    private NumberMethods() {}

    static Map<String, Method> of(Object number) {
        return number instanceof Double ? FLOAT : number instanceof BigDecimal ? Map.of() : INT;
    }

    static @Nullable Object attribute(Object number, String name) {
        boolean real = number instanceof Double || number instanceof BigDecimal;
        return switch (name) {
            case "real" -> Numbers.plainInt(number);
            case "imag" -> number instanceof Double ? (Object) 0.0 : 0L;
            case "numerator" -> real ? Values.MISSING : Numbers.plainInt(number);
            case "denominator" -> real ? Values.MISSING : 1L;
            default -> Values.MISSING;
        };
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && !Double.isInfinite(number);
    }

    private static String hex(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Repr.of(number);
        }
        String text = Double.toHexString(Math.abs(number));
        int exponent = text.indexOf('p');
        int point = text.indexOf('.');
        String digits = text.substring(point + 1, exponent);
        boolean subnormal = text.startsWith("0x0.") && number != 0;
        String fraction = number == 0 ? "0" : digits + "0".repeat(Math.max(0, HEX_DIGITS - digits.length()));
        String power = subnormal || text.charAt(exponent + 1) == '-' ? "" : "+";
        return (1 / number < 0 || number < 0 ? "-" : "") + text.substring(0, point + 1) + fraction + "p" + power
                + text.substring(exponent + 1);
    }

    private static Object ratio(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw PyError.overflow("cannot convert Infinity to integer ratio");
        }
        BigDecimal exact = new BigDecimal(number);
        int scale = Math.max(0, exact.scale());
        BigInteger denominator = BigInteger.TEN.pow(scale);
        BigInteger numerator = exact.movePointRight(scale).toBigIntegerExact();
        BigInteger common = numerator.gcd(denominator);
        return PyTuple.of(Numbers.normalize(numerator.divide(common)), Numbers.normalize(denominator.divide(common)));
    }
}

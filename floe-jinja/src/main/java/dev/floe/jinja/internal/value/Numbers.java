package dev.floe.jinja.internal.value;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Python's numbers: {@code Long} and {@code BigInteger} are int, {@code Double} is float, {@code BigDecimal} Decimal; bools count as int. */
public final class Numbers {
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    /** No int may need more bits: what does is a program run wild. */
    private static final int MAX_BITS = 4_000_000;

    private Numbers() {}

    /** An int in its normal form: a Long if it fits. */
    public static Object normalize(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    /** Whether the value is an int, a bool included. */
    public static boolean isInt(@Nullable Object value) {
        return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
    }

    /** Whether the value is a number, a bool included. */
    public static boolean isNumber(@Nullable Object value) {
        return isInt(value) || value instanceof Double || value instanceof BigDecimal;
    }

    /** An int or bool as a BigInteger. */
    public static BigInteger big(Object value) {
        if (value instanceof BigInteger big) {
            return big;
        }
        return value instanceof Boolean bool
                ? (bool ? BigInteger.ONE : BigInteger.ZERO)
                : BigInteger.valueOf((Long) value);
    }

    /** An int or bool as a Long or BigInteger. */
    static Object plainInt(Object value) {
        return value instanceof Boolean bool ? (Object) (bool ? 1L : 0L) : value;
    }

    /** A number as a float. */
    public static double toDouble(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        double result =
                value instanceof BigDecimal decimal ? decimal.doubleValue() : ((BigInteger) value).doubleValue();
        if (Double.isInfinite(result)) {
            throw PyError.overflow("int too large to convert to float");
        }
        return result;
    }

    /** A whole number from a float, rounded towards zero. */
    public static Object truncate(double value) {
        if (Double.isNaN(value)) {
            throw PyError.value("cannot convert float NaN to integer");
        }
        if (Double.isInfinite(value)) {
            throw PyError.overflow("cannot convert float infinity to integer");
        }
        return Math.abs(value) < 9e18 ? (Object) (long) value : normalize(new BigDecimal(value).toBigInteger());
    }

    /** An int as a Java int, clamped to its range. */
    public static int clamp(Object value) {
        BigInteger big = big(value);
        long number = big.max(MIN_LONG).min(MAX_LONG).longValue();
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    /** {@code -value}. */
    public static Object negate(Object value) {
        if (value instanceof Long number && number != Long.MIN_VALUE) {
            return -number;
        }
        if (value instanceof Double number) {
            return -number;
        }
        return value instanceof BigDecimal decimal
                ? decimal.negate()
                : normalize(big(value).negate());
    }

    /** {@code abs(value)}. */
    public static Object abs(Object value) {
        if (value instanceof Double number) {
            return Math.abs(number);
        }
        return value instanceof BigDecimal decimal
                ? decimal.abs()
                : normalize(big(value).abs());
    }

    /** An operation on two numbers. */
    static Object apply(BinaryOperator operator, Object left, Object right) {
        if (left instanceof Double || right instanceof Double) {
            if (left instanceof BigDecimal || right instanceof BigDecimal) {
                throw Arithmetic.unsupported(operator, left, right);
            }
            return floats(operator, toDouble(left), toDouble(right));
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return decimals(operator, decimal(left), decimal(right));
        }
        return ints(operator, plainInt(left), plainInt(right));
    }

    private static Object ints(BinaryOperator operator, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            Object result = longs(operator, a, b);
            if (result != null) {
                return result;
            }
        }
        BigInteger a = big(left);
        BigInteger b = big(right);
        return switch (operator) {
            case ADD -> normalize(a.add(b));
            case SUBTRACT -> normalize(a.subtract(b));
            case MULTIPLY -> {
                checkBits((long) a.bitLength() + b.bitLength());
                yield normalize(a.multiply(b));
            }
            case DIVIDE -> divide(a, b);
            case FLOOR_DIVIDE -> normalize(floorDivide(a, b));
            case MODULO -> modulo(a, b);
            case POWER -> power(a, b);
        };
    }

    private static @Nullable Object longs(BinaryOperator operator, long a, long b) {
        long result;
        switch (operator) {
            case ADD -> {
                result = a + b;
                return ((a ^ result) & (b ^ result)) < 0 ? null : (Object) result;
            }
            case SUBTRACT -> {
                result = a - b;
                return ((a ^ b) & (a ^ result)) < 0 ? null : (Object) result;
            }
            case MULTIPLY -> {
                result = a * b;
                return Math.multiplyHigh(a, b) == result >> 63 ? (Object) result : null;
            }
            case FLOOR_DIVIDE -> {
                return b == 0 || a == Long.MIN_VALUE ? null : (Object) Math.floorDiv(a, b);
            }
            case MODULO -> {
                return b == 0 ? null : (Object) Math.floorMod(a, b);
            }
            default -> {
                return null;
            }
        }
    }

    private static Object divide(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw PyError.zeroDivision("division by zero");
        }
        if (a.bitLength() <= 53 && b.bitLength() <= 53) {
            return a.doubleValue() / b.doubleValue();
        }
        double result =
                new BigDecimal(a).divide(new BigDecimal(b), new MathContext(60)).doubleValue();
        if (Double.isInfinite(result)) {
            throw PyError.overflow("integer division result too large for a float");
        }
        return result;
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw PyError.zeroDivision("integer division or modulo by zero");
        }
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean adjust = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return adjust ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Object modulo(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw PyError.zeroDivision("integer modulo by zero");
        }
        return normalize(a.subtract(floorDivide(a, b).multiply(b)));
    }

    private static Object power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            return floatPower(a.doubleValue(), b.doubleValue());
        }
        if (b.bitLength() > 31 && a.bitLength() > 1) {
            throw tooLarge();
        }
        if (a.bitLength() <= 1 && a.signum() >= 0) {
            return b.signum() == 0 ? (Object) 1L : normalize(a);
        }
        if (a.equals(BigInteger.ONE.negate())) {
            return b.testBit(0) ? -1L : 1L;
        }
        checkBits((long) a.bitLength() * b.longValue());
        return normalize(a.pow(b.intValue()));
    }

    private static void checkBits(long bits) {
        if (bits > MAX_BITS) {
            throw tooLarge();
        }
    }

    private static JinjaException tooLarge() {
        return JinjaException.of(ErrorKind.LIMIT, "the result is too large a number");
    }

    private static Object floats(BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> {
                if (b == 0) {
                    throw PyError.zeroDivision("float division by zero");
                }
                yield a / b;
            }
            case FLOOR_DIVIDE -> {
                if (b == 0) {
                    throw PyError.zeroDivision("float floor division by zero");
                }
                yield floorDivide(a, b);
            }
            case MODULO -> {
                if (b == 0) {
                    throw PyError.zeroDivision("float modulo");
                }
                yield modulo(a, b);
            }
            case POWER -> floatPower(a, b);
        };
    }

    private static double modulo(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0.0, b);
        }
        return rest < 0 != b < 0 ? rest + b : rest;
    }

    private static double floorDivide(double a, double b) {
        double quotient = (a - modulo(a, b)) / b;
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double floatPower(double a, double b) {
        if (a == 0 && b < 0) {
            throw PyError.zeroDivision("0.0 cannot be raised to a negative power");
        }
        if (a < 0 && !Double.isInfinite(a) && b != Math.rint(b)) {
            throw PyError.value("a negative number to a fractional power is complex, which is not supported");
        }
        if (a == 1) {
            return 1;
        }
        double result = Math.pow(a, b);
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw PyError.overflow("(34, 'Numerical result out of range')");
        }
        return result;
    }

    static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(big(number));
    }

    /** Decimals, in Python's default context of 28 digits. */
    private static Object decimals(BinaryOperator operator, BigDecimal a, BigDecimal b) {
        MathContext context = new MathContext(28, RoundingMode.HALF_EVEN);
        boolean division = operator == BinaryOperator.DIVIDE
                || operator == BinaryOperator.FLOOR_DIVIDE
                || operator == BinaryOperator.MODULO;
        if (division && b.signum() == 0) {
            throw PyError.zeroDivision("[<class 'decimal.DivisionByZero'>]");
        }
        return switch (operator) {
            case ADD -> a.add(b, context);
            case SUBTRACT -> a.subtract(b, context);
            case MULTIPLY -> a.multiply(b, context);
            case DIVIDE -> ideal(a.divide(b, context), a.scale() - b.scale());
            case FLOOR_DIVIDE -> a.divideToIntegralValue(b).setScale(0, RoundingMode.DOWN);
            case MODULO -> a.remainder(b);
            case POWER ->
                b.scale() <= 0 && b.abs().compareTo(BigDecimal.valueOf(9999)) < 0
                        ? a.pow(b.intValueExact(), context)
                        : BigDecimal.valueOf(floatPower(a.doubleValue(), b.doubleValue()));
        };
    }

    private static BigDecimal ideal(BigDecimal quotient, int scale) {
        BigDecimal stripped = quotient.stripTrailingZeros();
        return stripped.scale() < scale
                ? stripped.setScale(scale)
                : stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Orders two numbers exactly; neither may be NaN. */
    static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Double a
                && (right instanceof Double || (right instanceof Long n && Math.abs(n) < 1L << 53))) {
            double b = toDouble(right);
            return a < b ? -1 : a > b ? 1 : 0;
        }
        if (infinite(left) || infinite(right)) {
            double a = infinite(left) ? (Double) left : 0;
            double b = infinite(right) ? (Double) right : 0;
            return Double.compare(a, b);
        }
        return exact(left).compareTo(exact(right));
    }

    private static boolean infinite(Object value) {
        return value instanceof Double number && Double.isInfinite(number);
    }

    static boolean isNaN(Object value) {
        return value instanceof Double number && Double.isNaN(number);
    }

    private static BigDecimal exact(Object value) {
        return value instanceof Double number ? new BigDecimal(number) : decimal(value);
    }
}

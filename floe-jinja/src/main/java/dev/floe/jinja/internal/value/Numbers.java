package dev.floe.jinja.internal.value;

import dev.floe.jinja.internal.syntax.BinaryOperator;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Python's numbers: {@code Long} and {@code BigInteger} are int, {@code Double} is float, {@code BigDecimal} Decimal; bools count as int. */
public final class Numbers {
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

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
            return Floats.apply(operator, toDouble(left), toDouble(right));
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return Decimals.apply(operator, decimal(left), decimal(right));
        }
        return Ints.apply(operator, plainInt(left), plainInt(right));
    }

    static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(big(number));
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

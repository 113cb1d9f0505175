package dev.floe.jinja.internal.value;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Arithmetic of ints: in longs while they suffice. */
final class Ints {
    /** No int may need more bits: what does is a program run wild. */
    private static final int MAX_BITS = 4_000_000;

    private Ints() {}

    /** An operation on two of {@code Long} and {@code BigInteger}. */
    static Object apply(BinaryOperator operator, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            Object result = longs(operator, a, b);
            if (result != null) {
                return result;
            }
        }
        BigInteger a = Numbers.big(left);
        BigInteger b = Numbers.big(right);
        return switch (operator) {
            case ADD -> Numbers.normalize(a.add(b));
            case SUBTRACT -> Numbers.normalize(a.subtract(b));
            case MULTIPLY -> {
                checkBits((long) a.bitLength() + b.bitLength());
                yield Numbers.normalize(a.multiply(b));
            }
            case DIVIDE -> divide(a, b);
            case FLOOR_DIVIDE -> Numbers.normalize(floorDivide(a, b));
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
        return Numbers.normalize(a.subtract(floorDivide(a, b).multiply(b)));
    }

    private static Object power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            return Floats.power(a.doubleValue(), b.doubleValue());
        }
        if (b.bitLength() > 31 && a.bitLength() > 1) {
            throw tooLarge();
        }
        if (a.bitLength() <= 1 && a.signum() >= 0) {
            return b.signum() == 0 ? (Object) 1L : Numbers.normalize(a);
        }
        if (a.equals(BigInteger.ONE.negate())) {
            return b.testBit(0) ? -1L : 1L;
        }
        checkBits((long) a.bitLength() * b.longValue());
        return Numbers.normalize(a.pow(b.intValue()));
    }

    private static void checkBits(long bits) {
        if (bits > MAX_BITS) {
            throw tooLarge();
        }
    }

    private static JinjaException tooLarge() {
        return JinjaException.of(ErrorKind.LIMIT, "the result is too large a number");
    }
}

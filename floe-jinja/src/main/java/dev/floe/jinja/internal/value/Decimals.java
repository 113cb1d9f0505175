package dev.floe.jinja.internal.value;

import dev.floe.jinja.internal.syntax.BinaryOperator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic of Decimals, in Python's default context of 28 digits. */
final class Decimals {
    private static final MathContext CONTEXT = new MathContext(28, RoundingMode.HALF_EVEN);

    private Decimals() {}

    /** An operation on two Decimals. */
    static Object apply(BinaryOperator operator, BigDecimal a, BigDecimal b) {
        boolean division = operator == BinaryOperator.DIVIDE
                || operator == BinaryOperator.FLOOR_DIVIDE
                || operator == BinaryOperator.MODULO;
        if (division && b.signum() == 0) {
            throw PyError.zeroDivision("[<class 'decimal.DivisionByZero'>]");
        }
        return switch (operator) {
            case ADD -> a.add(b, CONTEXT);
            case SUBTRACT -> a.subtract(b, CONTEXT);
            case MULTIPLY -> a.multiply(b, CONTEXT);
            case DIVIDE -> ideal(a.divide(b, CONTEXT), a.scale() - b.scale());
            case FLOOR_DIVIDE -> a.divideToIntegralValue(b).setScale(0, RoundingMode.DOWN);
            case MODULO -> a.remainder(b);
            case POWER ->
                b.scale() <= 0 && b.abs().compareTo(BigDecimal.valueOf(9999)) < 0
                        ? a.pow(b.intValueExact(), CONTEXT)
                        : BigDecimal.valueOf(Floats.power(a.doubleValue(), b.doubleValue()));
        };
    }

    private static BigDecimal ideal(BigDecimal quotient, int scale) {
        BigDecimal stripped = quotient.stripTrailingZeros();
        return stripped.scale() < scale
                ? stripped.setScale(scale)
                : stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

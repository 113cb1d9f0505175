package dev.floe.jinja.internal.value;

import dev.floe.jinja.internal.syntax.BinaryOperator;

/** Arithmetic of floats, with Python's signs and errors. */
final class Floats {
    private Floats() {}

    /** An operation on two floats. */
    static Object apply(BinaryOperator operator, double a, double b) {
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
            case POWER -> power(a, b);
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
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && rest < 0 != b < 0) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    static double power(double a, double b) {
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
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.HostObject;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators on two values of any type. */
public final class Arithmetic {
    private Arithmetic() {}

    /** {@code left operator right}. */
    public static Object apply(BinaryOperator operator, @Nullable Object left, @Nullable Object right) {
        if (left != null && right != null && Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.apply(operator, left, right);
        }
        if (left instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (left instanceof Markup && right instanceof Undefined && operator == BinaryOperator.MULTIPLY) {
            throw PyError.type("'" + Py.typeName(right) + "' object cannot be interpreted as an integer");
        }
        if (right instanceof Undefined undefined && !(operator == BinaryOperator.MODULO && isText(left))) {
            throw undefined.failure();
        }
        Object hosted = hosted(operator, left, right);
        if (hosted != null) {
            return hosted;
        }
        Object result = switch (operator) {
            case ADD -> add(left, right);
            case MULTIPLY -> multiply(left, right);
            case MODULO -> modulo(left, right);
            case SUBTRACT -> subtract(left, right);
            default -> null;
        };
        if (result == null) {
            throw unsupported(operator, left, right);
        }
        return result;
    }

    private static @Nullable Object hosted(BinaryOperator operator, @Nullable Object left, @Nullable Object right) {
        Object result = Values.MISSING;
        if (left instanceof HostObject object) {
            result = object.operate(symbol(operator), right, false);
        }
        if (result == Values.MISSING && right instanceof HostObject object) {
            result = object.operate(symbol(operator), left, true);
        }
        return result == Values.MISSING ? null : FromHost.convert(result);
    }

    private static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String a && right instanceof String b) {
            Budget.check((long) a.length() + b.length());
            return a.concat(b);
        }
        if (isText(left) && isText(right)) {
            return new Markup(Markup.escape(left).text() + Markup.escape(right).text());
        }
        if (left instanceof PyList a && right instanceof PyList b) {
            PyList sum = new PyList(Budget.elements((long) a.size() + b.size()));
            sum.addAll(a);
            sum.addAll(b);
            return sum;
        }
        if (left instanceof PyTuple a && right instanceof PyTuple b) {
            PyList sum = new PyList(Budget.elements((long) a.size() + b.size()));
            sum.addAll(a);
            sum.addAll(b);
            return PyTuple.of(sum.toArray());
        }
        if (isText(left) || left instanceof PyList || left instanceof PyTuple) {
            if (left instanceof Markup) {
                return null;
            }
            String type = Py.typeName(left);
            throw PyError.type("can only concatenate " + type + " (not \"" + Py.typeName(right) + "\") to " + type);
        }
        return null;
    }

    private static @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
        if (right != null && Numbers.isInt(right) && isSequence(left)) {
            return repeat(left, right);
        }
        if (left != null && Numbers.isInt(left) && isSequence(right)) {
            return repeat(right, left);
        }
        if (isSequence(left) || isSequence(right)) {
            Object other = isSequence(left) ? right : left;
            if (left instanceof Markup || right instanceof Markup) {
                Object count = left instanceof Markup ? right : left;
                throw PyError.type("'" + Py.typeName(count) + "' object cannot be interpreted as an integer");
            }
            throw PyError.type("can't multiply sequence by non-int of type '" + Py.typeName(other) + "'");
        }
        return null;
    }

    private static Object repeat(@Nullable Object sequence, Object times) {
        if (times instanceof BigInteger) {
            throw PyError.overflow("cannot fit 'int' into an index-sized integer");
        }
        int count = Math.max(0, Numbers.clamp(times));
        if (sequence instanceof List<?> list) {
            PyList repeated = new PyList(Budget.elements((long) list.size() * count));
            for (int i = 0; i < count && !list.isEmpty(); i++) {
                repeated.addAll(list);
            }
            return sequence instanceof PyTuple ? PyTuple.of(repeated.toArray()) : repeated;
        }
        String text = String.valueOf(sequence);
        Budget.check((long) text.length() * count);
        String repeated = text.repeat(count);
        return sequence instanceof Markup ? new Markup(repeated) : repeated;
    }

    private static @Nullable Object modulo(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Markup markup) {
            return new Markup(new PercentFormat(markup.text(), right, true).format());
        }
        return left instanceof String format ? new PercentFormat(format, right, false).format() : null;
    }

    private static @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
        if (left instanceof PySet a && right instanceof PySet b) {
            PySet difference = new PySet(a);
            difference.removeAll(b);
            return difference;
        }
        return null;
    }

    /** {@code -value} or {@code +value}. */
    public static Object sign(boolean negative, @Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value == null || !Numbers.isNumber(value)) {
            String operator = negative ? "-" : "+";
            throw PyError.type("bad operand type for unary " + operator + ": '" + Py.typeName(value) + "'");
        }
        return negative ? Numbers.negate(value) : value instanceof Boolean ? Numbers.plainInt(value) : value;
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String || value instanceof Markup;
    }

    private static boolean isSequence(@Nullable Object value) {
        return isText(value) || value instanceof PyList || value instanceof PyTuple;
    }

    /** That the values are of types which the operator is not made for. */
    public static JinjaException unsupported(BinaryOperator operator, @Nullable Object left, @Nullable Object right) {
        String symbol = operator == BinaryOperator.POWER ? "** or pow()" : symbol(operator);
        return PyError.type("unsupported operand type(s) for " + symbol + ": '" + Py.typeName(left) + "' and '"
                + Py.typeName(right) + "'");
    }

    private static String symbol(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case FLOOR_DIVIDE -> "//";
            case MODULO -> "%";
            case POWER -> "**";
        };
    }
}

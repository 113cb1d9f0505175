package dev.floe.jinja.internal.value;

import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stand-ins for values, such that Java's equality of the stand-ins is Python's equality of the values. */
final class HashKey {
    private enum Special {
        NONE
    }

    private record TupleKey(List<Object> items) {}

    private HashKey() {}

    static Object of(@Nullable Object value) {
        if (value instanceof String || value instanceof Long) {
            return value;
        }
        if (value == null) {
            return Special.NONE;
        }
        if (value instanceof Boolean bool) {
            return bool ? 1L : 0L;
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof BigDecimal number) {
            return decimal(number);
        }
        if (value instanceof Markup markup) {
            return markup.text();
        }
        if (value instanceof PyTuple tuple) {
            Budget.work(tuple.size());
            List<Object> items = new ArrayList<>(tuple.size());
            tuple.forEach(item -> items.add(of(item)));
            return new TupleKey(items);
        }
        if (value instanceof PyList || value instanceof PyDict || value instanceof PySet || value instanceof DictView) {
            throw PyError.type("unhashable type: '" + Py.typeName(value) + "'");
        }
        if (value instanceof Undefined undefined) {
            if (undefined.kind() == UndefinedKind.STRICT) {
                throw undefined.failure();
            }
            return undefined.kind();
        }
        return value;
    }

    /** Whether the value may be a key at all. */
    static boolean isHashable(@Nullable Object value) {
        if (value instanceof PyTuple tuple) {
            Budget.work(tuple.size());
            return tuple.stream().allMatch(HashKey::isHashable);
        }
        return !(value instanceof PyList
                || value instanceof PyDict
                || value instanceof PySet
                || value instanceof DictView);
    }

    private static Object number(double number) {
        if (number == Math.rint(number) && !Double.isInfinite(number)) {
            return Math.abs(number) < 9e18 ? (Object) (long) number : new BigDecimal(number).toBigInteger();
        }
        return number;
    }

    private static Object decimal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > 0) {
            double approximate = stripped.doubleValue();
            return new BigDecimal(approximate).compareTo(stripped) == 0 ? approximate : stripped;
        }
        BigInteger whole = stripped.toBigInteger();
        return Numbers.normalize(whole);
    }
}

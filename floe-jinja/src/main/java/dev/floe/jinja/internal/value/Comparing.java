package dev.floe.jinja.internal.value;

import dev.floe.jinja.HostObject;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.syntax.CompareOperator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Equality, order and membership. */
public final class Comparing {
    private Comparing() {}

    /** {@code left operator right}. */
    public static boolean apply(CompareOperator operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> !equal(left, right);
            case IN -> contains(right, left);
            case NOT_IN -> !contains(right, left);
            default -> order(operator, left, right);
        };
    }

    /** {@code left == right}. */
    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        if ((left instanceof String && right instanceof String) || (left instanceof Long && right instanceof Long)) {
            return left.equals(right);
        }
        if (left instanceof Undefined || right instanceof Undefined) {
            UndefinedKind kind = undefined(left);
            return kind == undefined(right) && kind != null;
        }
        if (left == right) {
            return !(left instanceof Double number) || !Double.isNaN(number);
        }
        if (left == null || right == null) {
            return false;
        }
        if (Numbers.isNumber(left)) {
            boolean comparable = Numbers.isNumber(right) && !Numbers.isNaN(left) && !Numbers.isNaN(right);
            return comparable && Numbers.compare(left, right) == 0;
        }
        String text = Py.text(left);
        if (text != null) {
            return text.equals(Py.text(right));
        }
        return left instanceof HostObject ? left.equals(right) : collections(left, right);
    }

    /** The kind of an undefined value: those of one kind are equal; null for any other value. */
    private static @Nullable UndefinedKind undefined(@Nullable Object value) {
        if (!(value instanceof Undefined undefined)) {
            return null;
        }
        if (undefined.kind() == UndefinedKind.STRICT) {
            throw undefined.failure();
        }
        return undefined.kind();
    }

    private static boolean collections(Object left, Object right) {
        if (left instanceof List<?> a) {
            return right instanceof List<?> b && left.getClass() == right.getClass() && lists(a, b);
        }
        if (left instanceof PyDict a) {
            return right instanceof PyDict b && dicts(a, b);
        }
        if (isSetLike(left)) {
            return isSetLike(right) && Py.length(left) == Py.length(right) && containsAll(right, left);
        }
        return Objects.equals(left, right);
    }

    private static boolean isSetLike(Object value) {
        return value instanceof PySet || (value instanceof DictView view && view.part() != DictView.Part.VALUES);
    }

    private static boolean containsAll(Object whole, Object part) {
        for (Iterator<Object> elements = Py.iterate(part); elements.hasNext(); ) {
            if (!contains(whole, elements.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean lists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Budget.work(a.size());
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What collections mean by equal: the same object, or an equal one. */
    private static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == right || equal(left, right);
    }

    private static boolean dicts(PyDict a, PyDict b) {
        if (a.size() != b.size()) {
            return false;
        }
        Budget.work(a.size());
        for (Map.Entry<Object, Object> entry : a.entrySet()) {
            Object other = b.find(entry.getKey());
            if (other == Values.MISSING || !same(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean order(CompareOperator operator, @Nullable Object left, @Nullable Object right) {
        if (left instanceof PySet && right instanceof PySet) {
            return subset(operator, left, right);
        }
        if (left != null
                && right != null
                && (Numbers.isNaN(left) || Numbers.isNaN(right))
                && Numbers.isNumber(left)
                && Numbers.isNumber(right)) {
            return false;
        }
        return holds(operator, compare(operator, left, right));
    }

    private static boolean holds(CompareOperator operator, int order) {
        return switch (operator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean subset(CompareOperator operator, Object left, Object right) {
        boolean less = operator == CompareOperator.LESS || operator == CompareOperator.LESS_OR_EQUAL;
        Object part = less ? left : right;
        Object whole = less ? right : left;
        boolean strict = operator == CompareOperator.LESS || operator == CompareOperator.GREATER;
        return containsAll(whole, part) && (!strict || Py.length(part) < Py.length(whole));
    }

    /** Whether the left value sorts before the right one. */
    public static boolean less(@Nullable Object left, @Nullable Object right) {
        return order(CompareOperator.LESS, left, right);
    }

    private static int compare(CompareOperator operator, @Nullable Object left, @Nullable Object right) {
        if (left != null && right != null && Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.compare(left, right);
        }
        if (left instanceof Undefined undefined) {
            // of two, the one of the derived type is asked first
            if (undefined.kind() == UndefinedKind.DEFAULT
                    && right instanceof Undefined other
                    && other.kind() != UndefinedKind.DEFAULT) {
                throw other.failure();
            }
            throw undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.failure();
        }
        String a = Py.text(left);
        String b = Py.text(right);
        if (a != null && b != null) {
            return compareTexts(a, b);
        }
        if (left instanceof PyList x && right instanceof PyList y) {
            return compareLists(operator, x, y);
        }
        if (left instanceof PyTuple x && right instanceof PyTuple y) {
            return compareLists(operator, x, y);
        }
        if (left instanceof HostObject object && object.compare(right).isPresent()) {
            return object.compare(right).getAsInt();
        }
        String symbol = switch (operator) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            default -> ">=";
        };
        throw PyError.type("'" + symbol + "' not supported between instances of '" + Py.typeName(left) + "' and '"
                + Py.typeName(right) + "'");
    }

    private static int compareLists(CompareOperator operator, List<?> a, List<?> b) {
        int common = Math.min(a.size(), b.size());
        Budget.work(common);
        for (int i = 0; i < common; i++) {
            Object x = a.get(i);
            Object y = b.get(i);
            if (!same(x, y)) {
                return compare(operator, x, y);
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** By code points, where Java's own order is by UTF-16 units. */
    private static int compareTexts(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean high = Character.isSurrogate(x) != Character.isSurrogate(y);
                return high ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
            }
        }
        return a.length() - b.length();
    }

    /** {@code element in whole}. */
    public static boolean contains(@Nullable Object whole, @Nullable Object element) {
        String text = Py.text(whole);
        if (text != null) {
            String part = Py.text(element);
            if (part == null) {
                throw PyError.type("'in <string>' requires string as left operand, not " + Py.typeName(element));
            }
            return text.contains(part);
        }
        if (whole instanceof PyDict dict) {
            return dict.containsKey(element);
        }
        if (whole instanceof PySet set) {
            return set.contains(element);
        }
        if (whole instanceof DictView view && view.part() == DictView.Part.KEYS) {
            return view.dict().containsKey(element);
        }
        if (!Py.isIterable(whole)) {
            throw PyError.type("argument of type '" + Py.typeName(whole) + "' is not iterable");
        }
        for (Iterator<Object> elements = Py.iterate(whole); elements.hasNext(); ) {
            Budget.work(1);
            if (same(elements.next(), element)) {
                return true;
            }
        }
        return false;
    }
}

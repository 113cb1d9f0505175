package dev.floe.jinja.internal.value;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What can be asked of a value of any type: its type's name, its truth, its length, its elements. */
public final class Py {
    private Py() {}

    /** The name of the type. */
    public static String typeName(@Nullable Object value) {
        if (value == null) {
            return "NoneType";
        }
        if (value instanceof String) {
            return "str";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof HostObject object) {
            return object.typeName();
        }
        return collectionTypeName(value);
    }

    private static String collectionTypeName(Object value) {
        if (value instanceof PyList) {
            return "list";
        }
        if (value instanceof PyTuple tuple) {
            return tuple.isNamed() ? "_GroupTuple" : "tuple";
        }
        if (value instanceof PyDict) {
            return "dict";
        }
        if (value instanceof PySet) {
            return "set";
        }
        if (value instanceof PyRange) {
            return "range";
        }
        if (value instanceof DictView view) {
            return view.part().typeName;
        }
        if (value instanceof PyIterator iterator) {
            return iterator.typeName();
        }
        if (value instanceof BigDecimal) {
            return "decimal.Decimal";
        }
        if (value instanceof Undefined undefined) {
            return switch (undefined.kind()) {
                case STRICT -> "StrictUndefined";
                case CHAINABLE -> "ChainableUndefined";
                default -> "Undefined";
            };
        }
        return value instanceof BoundMethod
                ? "builtin_function_or_method"
                : value instanceof Callable ? "function" : value.getClass().getSimpleName();
    }

    /** The object as messages about missing attributes name it. */
    public static String objectName(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        String name = value instanceof QualifiedName object
                ? object.qualifiedName()
                : value instanceof Markup
                        ? "markupsafe.Markup"
                        : value instanceof PyTuple tuple && tuple.isNamed()
                                ? "jinja2.filters._GroupTuple"
                                : typeName(value);
        return name + " object";
    }

    /** Whether the value may be a key of a dict. */
    public static boolean isHashable(@Nullable Object value) {
        return HashKey.isHashable(value);
    }

    /** The text of a str, marked safe or not; null for any other type. */
    public static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : value instanceof Markup markup ? markup.text() : null;
    }

    /** Whether the value counts as true. */
    public static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value == null) {
            return false;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof Undefined undefined) {
            return strict(undefined, false);
        }
        if (value instanceof HostObject object) {
            return object.isTrue();
        }
        if (value instanceof BigDecimal number) {
            return number.signum() != 0;
        }
        return !hasLength(value) || length(value) != 0;
    }

    private static <T> T strict(Undefined undefined, T result) {
        if (undefined.kind() == UndefinedKind.STRICT) {
            throw undefined.failure();
        }
        return result;
    }

    /** Whether {@code len} can be asked. */
    public static boolean hasLength(@Nullable Object value) {
        return value instanceof List<?>
                || value instanceof PyDict
                || value instanceof PySet
                || value instanceof DictView
                || text(value) != null
                || value instanceof Undefined
                || (value instanceof HostObject object && object.length().isPresent());
    }

    /** {@code len(value)}. */
    public static long length(@Nullable Object value) {
        String text = text(value);
        if (text != null) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        if (value instanceof PyDict dict) {
            return dict.size();
        }
        if (value instanceof PySet set) {
            return set.size();
        }
        if (value instanceof DictView view) {
            return view.dict().size();
        }
        if (value instanceof Undefined undefined) {
            return strict(undefined, 0);
        }
        if (value instanceof HostObject object && object.length().isPresent()) {
            return object.length().getAsInt();
        }
        throw PyError.type("object of type '" + typeName(value) + "' has no len()");
    }

    /** Whether {@code iter} can be asked. */
    public static boolean isIterable(@Nullable Object value) {
        return value instanceof List<?>
                || value instanceof PyDict
                || value instanceof PySet
                || value instanceof DictView
                || value instanceof PyIterator
                || text(value) != null
                || value instanceof Undefined
                || (value instanceof HostObject object && object.iterate().isPresent());
    }

    /** The elements of an iterable, one by one. A list may be changed meanwhile; other collections fail then. */
    public static Iterator<Object> iterate(@Nullable Object value) {
        if (value instanceof PyIterator iterator) {
            return iterator;
        }
        if (value instanceof List<?> list) {
            return new ListIterator(list);
        }
        if (value instanceof PyDict dict) {
            return dict.keys();
        }
        if (value instanceof PySet set) {
            return set.elements();
        }
        if (value instanceof DictView view) {
            return view.iterate();
        }
        String text = text(value);
        if (text != null) {
            return new TextIterator(text);
        }
        if (value instanceof Undefined undefined) {
            return strict(undefined, Collections.emptyIterator());
        }
        if (value instanceof HostObject object) {
            Iterator<?> elements = object.iterate().orElse(null);
            if (elements != null) {
                return new HostIterator(elements);
            }
        }
        throw PyError.type("'" + typeName(value) + "' object is not iterable");
    }

    /** The elements of an iterable as a new list. */
    public static PyList toList(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return new PyList(list);
        }
        PyList list = new PyList();
        for (Iterator<Object> elements = iterate(value); elements.hasNext(); ) {
            list.add(elements.next());
            Budget.elements(list.size());
        }
        return list;
    }

    private static final class ListIterator implements Iterator<Object> {
        private final List<?> list;
        private int index;

        ListIterator(List<?> list) {
            this.list = list;
        }

        @Override
        public boolean hasNext() {
            return index < list.size();
        }

        @Override
        public Object next() {
            return list.get(index++);
        }
    }

    private record HostIterator(Iterator<?> elements) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        @SuppressWarnings("NullAway")
        public Object next() {
            return FromHost.convert(elements.next());
        }
    }

    private static final class TextIterator implements Iterator<Object> {
        private final String text;
        private int index;

        TextIterator(String text) {
            this.text = text;
        }

        @Override
        public boolean hasNext() {
            return index < text.length();
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int start = index;
            index = text.offsetByCodePoints(index, 1);
            return text.substring(start, index);
        }
    }
}

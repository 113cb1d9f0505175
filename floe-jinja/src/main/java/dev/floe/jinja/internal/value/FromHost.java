package dev.floe.jinja.internal.value;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Java objects that enter a template, turned into the value model. */
public final class FromHost {
    private FromHost() {}

    /** The value for a Java object; {@link Values#MISSING} stays as it is. */
    public static @Nullable Object convert(@Nullable Object object) {
        if (object == null
                || object instanceof String
                || object instanceof Boolean
                || object instanceof Long
                || object instanceof Double
                || object instanceof HostObject
                || object instanceof Callable
                || object instanceof PyList
                || object instanceof PyDict
                || object instanceof PyTuple
                || object instanceof PySet
                || object instanceof Undefined
                || object instanceof BigDecimal
                || object == Values.MISSING) {
            return object;
        }
        if (object instanceof Number number) {
            return number(number);
        }
        if (object instanceof Map<?, ?> map) {
            return dict(map);
        }
        if (object instanceof PyRange) {
            return object;
        }
        if (object instanceof Set<?> set) {
            return set(set);
        }
        if (object instanceof Collection<?> collection) {
            return list(collection);
        }
        return other(object);
    }

    private static Object number(Number number) {
        if (number instanceof BigInteger big) {
            return Numbers.normalize(big);
        }
        if (number instanceof Float) {
            return number.doubleValue();
        }
        return number instanceof Integer || number instanceof Short || number instanceof Byte
                ? (Object) number.longValue()
                : number;
    }

    private static @Nullable Object other(Object object) {
        if (object instanceof Optional<?> optional) {
            return convert(optional.orElse(null));
        }
        if (object instanceof Object[] array) {
            return list(Arrays.asList(array));
        }
        if (object instanceof Enum<?> constant) {
            return constant.name();
        }
        return object instanceof Character || object instanceof StringBuilder ? object.toString() : object;
    }

    /** A list of the converted elements. */
    public static PyList list(Collection<?> elements) {
        PyList list = new PyList(elements.size());
        for (Object element : elements) {
            list.add(convert(element));
        }
        return list;
    }

    /** A tuple of the converted elements. */
    public static PyTuple tuple(Collection<?> elements) {
        return PyTuple.of(list(elements).toArray());
    }

    /** A dict of the converted entries. */
    public static PyDict dict(Map<?, ?> entries) {
        PyDict dict = new PyDict();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            dict.put(convert(entry.getKey()), convert(entry.getValue()));
        }
        return dict;
    }

    /** A set of the converted elements. */
    public static PySet set(Collection<?> elements) {
        PySet set = new PySet();
        for (Object element : elements) {
            set.add(convert(element));
        }
        return set;
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.HostObject;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes, items and slices. What is not there comes back as {@link Values#MISSING}. */
public final class Access {
    /** Attributes that even undefined values have in Python, and that nobody may see. */
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("__call__", "__class__", "__dict__", "__doc__", "__getitem__", "__init__", "__iter__", "__module__");

    private Access() {}

    /** The method of a built-in type, or null. */
    public static @Nullable Method method(@Nullable Object object, String name) {
        Map<String, Method> methods = methods(object);
        return methods == null ? null : methods.get(name);
    }

    private static @Nullable Map<String, Method> methods(@Nullable Object object) {
        if (object instanceof String) {
            return StringMethods.ALL;
        }
        if (object instanceof PyDict) {
            return DictMethods.ALL;
        }
        if (object instanceof PyList) {
            return ListMethods.LIST;
        }
        if (object instanceof PyTuple || object instanceof PyRange) {
            return ListMethods.TUPLE;
        }
        if (object instanceof PySet) {
            return SetMethods.ALL;
        }
        if (object instanceof Markup) {
            return MarkupMethods.ALL;
        }
        return object != null && Numbers.isNumber(object) ? NumberMethods.of(object) : null;
    }

    /** {@code object.name}, the attribute first, then the item. */
    public static @Nullable Object attribute(@Nullable Object object, String name) {
        Object own = ownAttribute(object, name);
        return own != Values.MISSING || object instanceof Undefined ? own : ownItem(object, name);
    }

    /** {@code object[key]}, the item first, then, for a text, the attribute. */
    public static @Nullable Object item(@Nullable Object object, @Nullable Object key) {
        Object own = ownItem(object, key);
        if (own != Values.MISSING) {
            return own;
        }
        String name = Py.text(key);
        return name == null ? Values.MISSING : ownAttribute(object, name);
    }

    /** The attribute alone, as the filter {@code attr} finds it. */
    public static @Nullable Object ownAttribute(@Nullable Object object, String name) {
        if (object instanceof Undefined undefined) {
            return OF_EVERY_OBJECT.contains(name) ? Values.MISSING : attributeOf(undefined, name);
        }
        if (object instanceof HostObject host) {
            return name.startsWith("_") ? Values.MISSING : FromHost.convert(host.getAttribute(name));
        }
        if (object instanceof PyTuple tuple && tuple.named(name) != Values.MISSING) {
            return tuple.named(name);
        }
        Method method = method(object, name);
        if (object != null && method != null) {
            return new BoundMethod(object, name, method);
        }
        return object != null && Numbers.isNumber(object) ? NumberMethods.attribute(object, name) : Values.MISSING;
    }

    /** An attribute of what dbt captures has a name of its own; an item is the same again. */
    private static @Nullable Object attributeOf(Undefined undefined, String name) {
        if (undefined.kind() != UndefinedKind.CAPTURING || (name.startsWith("__") && name.endsWith("__"))) {
            return ofUndefined(undefined);
        }
        if (name.startsWith("_")) {
            String detail = "access to attribute '" + name + "' of 'Undefined' object is unsafe.";
            return Undefineds.of(UndefinedKind.CAPTURING, name, detail);
        }
        return switch (name) {
            case "name" -> undefined.name();
            case "hint" -> null;
            case "unsafe_callable", "alters_data" -> false;
            default -> undefined.named(name);
        };
    }

    private static Object ofUndefined(Undefined undefined) {
        return switch (undefined.kind()) {
            case CHAINABLE -> undefined;
            case CAPTURING -> undefined;
            default -> throw undefined.failure();
        };
    }

    private static @Nullable Object ownItem(@Nullable Object object, @Nullable Object key) {
        if (object instanceof PyDict dict) {
            return HashKey.isHashable(key) ? dict.find(key) : Values.MISSING;
        }
        if (object instanceof List<?> list) {
            int index = index(key, list.size());
            return index < 0 ? Values.MISSING : list.get(index);
        }
        if (object instanceof HostObject host) {
            return FromHost.convert(host.getItem(key));
        }
        String text = Py.text(object);
        if (text != null) {
            int index = index(key, (int) Py.length(text));
            if (index < 0) {
                return Values.MISSING;
            }
            int start = text.offsetByCodePoints(0, index);
            return text.substring(start, text.offsetByCodePoints(start, 1));
        }
        return object instanceof Undefined undefined ? ofUndefined(undefined) : Values.MISSING;
    }

    private static int index(@Nullable Object key, int size) {
        if (key == null || !Numbers.isInt(key)) {
            return -1;
        }
        int index = Numbers.clamp(key);
        int positive = index < 0 ? index + size : index;
        return positive < size ? positive : -1;
    }

    /** {@code object[start:stop:step]}; null parts are left out. */
    public static Object slice(
            @Nullable Object object, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
        if (object instanceof Undefined undefined) {
            return ofUndefined(undefined);
        }
        String text = Py.text(object);
        List<?> list = object instanceof List<?> sequence ? sequence : List.of();
        if (text == null && !(object instanceof List<?>)) {
            throw object instanceof PyDict
                    ? PyError.type("unhashable type: 'slice'")
                    : PyError.type("'" + Py.typeName(object) + "' object is not subscriptable");
        }
        OptionalInt by = part(step);
        if (by.isPresent() && by.getAsInt() == 0) {
            throw PyError.value("slice step cannot be zero");
        }
        int size = (int) Py.length(object);
        Bounds bounds = Bounds.of(part(start), part(stop), by.orElse(1), size);
        if (text != null) {
            String part = bounds.of(text, size);
            return object instanceof Markup ? new Markup(part) : part;
        }
        return bounds.of(list);
    }

    private static OptionalInt part(@Nullable Object value) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!Numbers.isInt(value)) {
            throw PyError.type("slice indices must be integers or None or have an __index__ method");
        }
        return OptionalInt.of(Numbers.clamp(value));
    }

    private record Bounds(int from, int step, int length) {
        static Bounds of(OptionalInt start, OptionalInt stop, int step, int size) {
            int lowest = step < 0 ? -1 : 0;
            int highest = step < 0 ? size - 1 : size;
            int from = start.isPresent() ? clip(start.getAsInt(), size, lowest, highest) : step < 0 ? highest : lowest;
            int to = stop.isPresent() ? clip(stop.getAsInt(), size, lowest, highest) : step < 0 ? lowest : highest;
            return new Bounds(from, step, (int) PyRange.length(from, to, step));
        }

        private static int clip(int index, int size, int lowest, int highest) {
            int positive = index < 0 ? index + size : index;
            return Math.max(lowest, Math.min(highest, positive));
        }

        String of(String text, int size) {
            if (step == 1 && size == text.length()) {
                return text.substring(from, from + length);
            }
            int[] codePoints = text.codePoints().toArray();
            StringBuilder out = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                out.appendCodePoint(codePoints[from + i * step]);
            }
            return out.toString();
        }

        Object of(List<?> list) {
            if (list instanceof PyRange range) {
                return range.slice(from, step, length);
            }
            PyList part = new PyList(length);
            for (int i = 0; i < length; i++) {
                part.add(list.get(from + i * step));
            }
            return list instanceof PyTuple ? PyTuple.of(part.toArray()) : part;
        }
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of dict. */
public final class DictMethods {
    static final Map<String, Method> ALL = Map.ofEntries(
            Map.entry("clear", DictMethods::clear),
            Map.entry("copy", (self, arguments) -> new PyDict((PyDict) self)),
            Map.entry("fromkeys", DictMethods::fromKeys),
            Map.entry("get", DictMethods::get),
            Map.entry("items", (self, arguments) -> view(self, arguments, DictView.Part.ITEMS)),
            Map.entry("keys", (self, arguments) -> view(self, arguments, DictView.Part.KEYS)),
            Map.entry("pop", DictMethods::pop),
            Map.entry("popitem", DictMethods::popItem),
            Map.entry("setdefault", DictMethods::setDefault),
            Map.entry("update", DictMethods::update),
            Map.entry("values", (self, arguments) -> view(self, arguments, DictView.Part.VALUES)));

    private DictMethods() {}

    private static DictView view(Object self, Arguments arguments, DictView.Part part) {
        Parameters.take(arguments, "dict." + part.typeName.substring(5), 0, 0);
        return new DictView((PyDict) self, part);
    }

    private static @Nullable Object clear(Object self, Arguments arguments) {
        Parameters.take(arguments, "dict.clear", 0, 0);
        ((PyDict) self).clear();
        return null;
    }

    private static Object fromKeys(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "dict.fromkeys", 1, 2);
        PyDict dict = new PyDict();
        for (Iterator<Object> keys = Py.iterate(given.get(0)); keys.hasNext(); ) {
            dict.put(keys.next(), given.size() > 1 ? given.get(1) : null);
        }
        return dict;
    }

    private static @Nullable Object get(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "dict.get", 1, 2);
        Object value = ((PyDict) self).find(given.get(0));
        return value == Values.MISSING ? (given.size() > 1 ? given.get(1) : null) : value;
    }

    private static @Nullable Object pop(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "dict.pop", 1, 2);
        PyDict dict = (PyDict) self;
        Object value = dict.find(given.get(0));
        if (value != Values.MISSING) {
            dict.remove(given.get(0));
            return value;
        }
        if (given.size() > 1) {
            return given.get(1);
        }
        throw PyError.key(Repr.of(given.get(0)));
    }

    private static Object popItem(Object self, Arguments arguments) {
        Parameters.take(arguments, "dict.popitem", 0, 0);
        PyTuple item = ((PyDict) self).removeLast();
        if (item == null) {
            throw PyError.key("'popitem(): dictionary is empty'");
        }
        return item;
    }

    private static @Nullable Object setDefault(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "dict.setdefault", 1, 2);
        PyDict dict = (PyDict) self;
        Object value = dict.find(given.get(0));
        if (value == Values.MISSING) {
            value = given.size() > 1 ? given.get(1) : null;
            dict.put(given.get(0), value);
        }
        return value;
    }

    private static @Nullable Object update(Object self, Arguments arguments) {
        List<Object> given = arguments.positional();
        if (given.size() > 1) {
            throw PyError.type("update expected at most 1 argument, got " + given.size());
        }
        PyDict dict = (PyDict) self;
        if (!given.isEmpty()) {
            putAll(dict, given.get(0));
        }
        dict.putAll(arguments.keywords());
        return null;
    }

    /** Adds the entries of a dict, or of an iterable of pairs, as {@code dict(source)} does. */
    public static void putAll(PyDict dict, @Nullable Object source) {
        if (source instanceof Undefined undefined) {
            if (undefined.kind() == UndefinedKind.CAPTURING) {
                return;
            }
            throw undefined.failure();
        }
        if (source instanceof PyDict other) {
            dict.putAll(new PyDict(other));
            return;
        }
        int index = 0;
        for (Iterator<Object> pairs = Py.iterate(source); pairs.hasNext(); index++) {
            Object element = pairs.next();
            if (!Py.isIterable(element)) {
                throw PyError.type("cannot convert dictionary update sequence element #" + index + " to a sequence");
            }
            PyList pair = Py.toList(element);
            if (pair.size() != 2) {
                throw PyError.value("dictionary update sequence element #" + index + " has length " + pair.size()
                        + "; 2 is required");
            }
            dict.put(pair.get(0), pair.get(1));
        }
    }
}

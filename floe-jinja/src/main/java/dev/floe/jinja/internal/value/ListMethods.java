package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of list and tuple. */
final class ListMethods {
    private static final Signature SORT = Signature.of("sort(key=None, reverse=False)");

    /** Of tuples and ranges. */
    static final Map<String, Method> TUPLE = Map.of("count", ListMethods::count, "index", ListMethods::index);

    /** Of lists. */
    static final Map<String, Method> LIST = Map.ofEntries(
            Map.entry("append", ListMethods::append),
            Map.entry("clear", ListMethods::clear),
            Map.entry("copy", (self, arguments) -> new PyList((List<?>) self)),
            Map.entry("count", ListMethods::count),
            Map.entry("extend", ListMethods::extend),
            Map.entry("index", ListMethods::index),
            Map.entry("insert", ListMethods::insert),
            Map.entry("pop", ListMethods::pop),
            Map.entry("remove", ListMethods::remove),
            Map.entry("reverse", ListMethods::reverse),
            Map.entry("sort", ListMethods::sort));

    private ListMethods() {}

    private static @Nullable Object append(Object self, Arguments arguments) {
        ((PyList) self).add(Parameters.take(arguments, "list.append", 1, 1).get(0));
        return null;
    }

    private static @Nullable Object clear(Object self, Arguments arguments) {
        Parameters.take(arguments, "list.clear", 0, 0);
        ((PyList) self).clear();
        return null;
    }

    private static Object count(Object self, Arguments arguments) {
        Object wanted =
                Parameters.take(arguments, Py.typeName(self) + ".count", 1, 1).get(0);
        long count = 0;
        for (Object element : (List<?>) self) {
            if (element == wanted || Comparing.equal(element, wanted)) {
                count++;
            }
        }
        return count;
    }

    private static @Nullable Object extend(Object self, Arguments arguments) {
        PyList more = Py.toList(Parameters.take(arguments, "list.extend", 1, 1).get(0));
        PyList list = (PyList) self;
        Budget.elements((long) list.size() + more.size());
        list.addAll(more);
        return null;
    }

    private static Object index(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, Py.typeName(self) + ".index", 1, 3);
        List<?> list = (List<?>) self;
        int start = given.size() > 1 ? position(given.get(1), list.size()) : 0;
        int stop = given.size() > 2 ? position(given.get(2), list.size()) : list.size();
        int found = find(list, given.get(0), start, stop);
        if (found < 0) {
            String type = Py.typeName(self);
            throw PyError.value(
                    type.equals("tuple")
                            ? "tuple.index(x): x not in tuple"
                            : Repr.of(given.get(0)) + " is not in " + type);
        }
        return (long) found;
    }

    private static int find(List<?> list, @Nullable Object wanted, int start, int stop) {
        for (int i = start; i < Math.min(stop, list.size()); i++) {
            if (list.get(i) == wanted || Comparing.equal(list.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static int position(@Nullable Object value, int size) {
        int index = Parameters.bound(value, "integers");
        return Math.max(0, index < 0 ? index + size : Math.min(index, size));
    }

    private static @Nullable Object insert(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "list.insert", 2, 2);
        PyList list = (PyList) self;
        int index = Parameters.integer(given.get(0));
        list.add(Math.max(0, index < 0 ? index + list.size() : Math.min(index, list.size())), given.get(1));
        return null;
    }

    private static @Nullable Object pop(Object self, Arguments arguments) {
        List<Object> given = Parameters.take(arguments, "list.pop", 0, 1);
        PyList list = (PyList) self;
        int index = given.isEmpty() ? -1 : Parameters.integer(given.get(0));
        if (list.isEmpty()) {
            throw PyError.index("pop from empty list");
        }
        int positive = index < 0 ? index + list.size() : index;
        if (positive < 0 || positive >= list.size()) {
            throw PyError.index("pop index out of range");
        }
        return list.remove(positive);
    }

    private static @Nullable Object remove(Object self, Arguments arguments) {
        Object wanted = Parameters.take(arguments, "list.remove", 1, 1).get(0);
        PyList list = (PyList) self;
        int index = find(list, wanted, 0, list.size());
        if (index < 0) {
            throw PyError.value("list.remove(x): x not in list");
        }
        list.remove(index);
        return null;
    }

    private static @Nullable Object reverse(Object self, Arguments arguments) {
        Parameters.take(arguments, "list.reverse", 0, 0);
        Collections.reverse((PyList) self);
        return null;
    }

    private static @Nullable Object sort(Object self, Arguments arguments) {
        if (!arguments.positional().isEmpty()) {
            throw PyError.type("sort() takes no positional arguments");
        }
        Object[] bound = SORT.bind(arguments);
        PyList list = (PyList) self;
        PyList sorted = bound[0] instanceof Callable key
                ? Sorting.sort(list, element -> FromHost.convert(key.call(Arguments.of(element))), Py.truth(bound[1]))
                : Sorting.sort(list, element -> element, Py.truth(bound[1]));
        list.clear();
        list.addAll(sorted);
        return null;
    }
}

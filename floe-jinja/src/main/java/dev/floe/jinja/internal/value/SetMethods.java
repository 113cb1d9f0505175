package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of set. */
final class SetMethods {
    static final Map<String, Method> ALL = Map.ofEntries(
            Map.entry("add", SetMethods::add),
            Map.entry("clear", SetMethods::clear),
            Map.entry("copy", (self, arguments) -> new PySet((PySet) self)),
            Map.entry("difference", (self, arguments) -> difference(new PySet((PySet) self), arguments)),
            Map.entry("difference_update", (self, arguments) -> nothing(difference((PySet) self, arguments))),
            Map.entry("discard", SetMethods::discard),
            Map.entry("intersection", (self, arguments) -> intersection(new PySet((PySet) self), arguments)),
            Map.entry("intersection_update", (self, arguments) -> nothing(intersection((PySet) self, arguments))),
            Map.entry(
                    "isdisjoint",
                    (self, arguments) ->
                            intersection(new PySet((PySet) self), arguments).isEmpty()),
            Map.entry(
                    "issubset",
                    (self, arguments) -> other(arguments, "issubset").containsAll((PySet) self)),
            Map.entry("issuperset", (self, arguments) -> ((PySet) self).containsAll(other(arguments, "issuperset"))),
            Map.entry("pop", SetMethods::pop),
            Map.entry("remove", SetMethods::remove),
            Map.entry("symmetric_difference", SetMethods::symmetricDifference),
            Map.entry("union", (self, arguments) -> union(new PySet((PySet) self), arguments)),
            Map.entry("update", (self, arguments) -> nothing(union((PySet) self, arguments))));

    private SetMethods() {}

    private static @Nullable Object nothing(PySet ignored) {
        return null;
    }

    private static PySet other(Arguments arguments, String method) {
        return new PySet(
                Py.toList(Parameters.take(arguments, "set." + method, 1, 1).get(0)));
    }

    private static @Nullable Object add(Object self, Arguments arguments) {
        ((PySet) self).add(Parameters.take(arguments, "set.add", 1, 1).get(0));
        return null;
    }

    private static @Nullable Object clear(Object self, Arguments arguments) {
        Parameters.take(arguments, "set.clear", 0, 0);
        ((PySet) self).clear();
        return null;
    }

    private static PySet difference(PySet set, Arguments arguments) {
        for (Object other : Parameters.take(arguments, "difference", 0, Integer.MAX_VALUE)) {
            Py.toList(other).forEach(set::remove);
        }
        return set;
    }

    private static PySet intersection(PySet set, Arguments arguments) {
        for (Object other : Parameters.take(arguments, "intersection", 0, Integer.MAX_VALUE)) {
            PySet keep = new PySet(Py.toList(other));
            PySet before = new PySet(set);
            before.forEach(element -> {
                if (!keep.contains(element)) {
                    set.remove(element);
                }
            });
        }
        return set;
    }

    private static PySet union(PySet set, Arguments arguments) {
        for (Object other : Parameters.take(arguments, "union", 0, Integer.MAX_VALUE)) {
            set.addAll(Py.toList(other));
        }
        return set;
    }

    private static Object symmetricDifference(Object self, Arguments arguments) {
        PySet result = new PySet((PySet) self);
        for (Object element : other(arguments, "symmetric_difference")) {
            if (!result.remove(element)) {
                result.add(element);
            }
        }
        return result;
    }

    private static @Nullable Object discard(Object self, Arguments arguments) {
        ((PySet) self).remove(Parameters.take(arguments, "set.discard", 1, 1).get(0));
        return null;
    }

    private static @Nullable Object remove(Object self, Arguments arguments) {
        Object element = Parameters.take(arguments, "set.remove", 1, 1).get(0);
        if (!((PySet) self).remove(element)) {
            throw PyError.key(Repr.of(element));
        }
        return null;
    }

    private static @Nullable Object pop(Object self, Arguments arguments) {
        Parameters.take(arguments, "set.pop", 0, 0);
        Iterator<Object> elements = ((PySet) self).iterator();
        if (!elements.hasNext()) {
            throw PyError.key("'pop from an empty set'");
        }
        Object element = elements.next();
        ((PySet) self).remove(element);
        return element;
    }
}

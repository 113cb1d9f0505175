package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.eval.Run;
import dev.floe.jinja.internal.eval.RunFilter;
import dev.floe.jinja.internal.syntax.CompareOperator;
import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.DictView;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PySet;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.Sorting;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that compare the elements of a sequence: sorting, grouping, extremes, duplicates. */
final class OrderFilters {
    private static final Signature DICTSORT =
            Signature.of("do_dictsort(value, /, case_sensitive=False, by='key', reverse=False)");
    private static final Signature SORT =
            Signature.of("do_sort(environment, value, /, reverse=False, case_sensitive=False, attribute=None)");
    private static final Signature UNIQUE =
            Signature.of("sync_do_unique(environment, value, /, case_sensitive=False, attribute=None)");
    private static final Signature MIN =
            Signature.of("do_min(environment, value, /, case_sensitive=False, attribute=None)");
    private static final Signature MAX =
            Signature.of("do_max(environment, value, /, case_sensitive=False, attribute=None)");
    private static final Signature GROUPBY =
            Signature.of("sync_do_groupby(environment, value, /, attribute, default=None, case_sensitive=False)");
    private static final List<String> GROUP = List.of("grouper", "list");

    static final Map<String, Filter> ALL = Map.of(
            "dictsort", OrderFilters::dictSort,
            "groupby", (RunFilter) OrderFilters::groupBy,
            "max", (RunFilter) (run, value, arguments) -> extreme(run, value, arguments, true),
            "min", (RunFilter) (run, value, arguments) -> extreme(run, value, arguments, false),
            "sort", (RunFilter) OrderFilters::sort,
            "unique", (RunFilter) OrderFilters::unique);

    private OrderFilters() {}

    private static Object dictSort(@Nullable Object value, Arguments arguments) {
        Object[] bound = DICTSORT.bind(arguments);
        boolean caseSensitive = Py.truth(bound[0]);
        boolean byKey = Comparing.equal(bound[1], "key");
        if (!byKey && !Comparing.equal(bound[1], "value")) {
            throw JinjaException.of(ErrorKind.FILTER_ARGUMENT, "You can only sort by either \"key\" or \"value\"");
        }
        if (value instanceof Undefined undefined && undefined.kind() == UndefinedKind.CAPTURING) {
            return new PyList();
        }
        if (!(value instanceof PyDict dict)) {
            throw value instanceof Undefined undefined ? undefined.failure() : PyError.attribute(value, "items");
        }
        return Sorting.sort(
                new DictView(dict, DictView.Part.ITEMS),
                item -> AttributePath.foldCase(
                        item instanceof PyTuple pair ? pair.get(byKey ? 0 : 1) : item, caseSensitive),
                reverse(bound[2]));
    }

    private static Object sort(Run run, @Nullable Object value, Arguments arguments) {
        Object[] bound = SORT.bind(arguments);
        List<AttributePath> paths = AttributePath.several(run, bound[2]);
        boolean caseSensitive = Py.truth(bound[1]);
        return Sorting.sort(value, element -> AttributePath.values(paths, element, caseSensitive), reverse(bound[0]));
    }

    private static boolean reverse(@Nullable Object value) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        return Py.truth(value);
    }

    private static Object unique(Run run, @Nullable Object value, Arguments arguments) {
        Object[] bound = UNIQUE.bind(arguments);
        return Generators.of("sync_do_unique", () -> {
            AttributePath path = AttributePath.of(run, bound[1], null);
            boolean caseSensitive = Py.truth(bound[0]);
            PySet seen = new PySet();
            Iterator<Object> elements = Py.iterate(value);
            return new Generators.Steps(steps -> {
                while (elements.hasNext()) {
                    Object element = elements.next();
                    if (seen.add(AttributePath.foldCase(path.of(element), caseSensitive))) {
                        steps.put(element);
                        return;
                    }
                }
            });
        });
    }

    private static @Nullable Object extreme(Run run, @Nullable Object value, Arguments arguments, boolean greatest) {
        Object[] bound = (greatest ? MAX : MIN).bind(arguments);
        AttributePath path = AttributePath.of(run, bound[1], null);
        boolean caseSensitive = Py.truth(bound[0]);
        Iterator<Object> elements = Py.iterate(value);
        if (!elements.hasNext()) {
            return new Undefined(
                    run.settings().undefinedKind(),
                    "None",
                    "No aggregated item, sequence was empty.",
                    ErrorKind.UNDEFINED);
        }
        CompareOperator operator = greatest ? CompareOperator.GREATER : CompareOperator.LESS;
        Object best = elements.next();
        Object bestKey = AttributePath.foldCase(path.of(best), caseSensitive);
        while (elements.hasNext()) {
            Object element = elements.next();
            Object key = AttributePath.foldCase(path.of(element), caseSensitive);
            if (Comparing.apply(operator, key, bestKey)) {
                best = element;
                bestKey = key;
            }
        }
        return best;
    }

    private static Object groupBy(Run run, @Nullable Object value, Arguments arguments) {
        Object[] bound = GROUPBY.bind(arguments);
        boolean caseSensitive = Py.truth(bound[2]);
        AttributePath path = AttributePath.of(run, bound[0], bound[1]);
        PyList groups = new PyList();
        PyList current = new PyList();
        Object currentKey = null;
        PyList sorted = Sorting.sort(value, element -> AttributePath.foldCase(path.of(element), caseSensitive), false);
        for (Object element : sorted) {
            Object key = AttributePath.foldCase(path.of(element), caseSensitive);
            if (current.isEmpty() || !Comparing.equal(key, currentKey)) {
                current = new PyList();
                currentKey = key;
                groups.add(PyTuple.named(GROUP, path.of(element), current));
            }
            current.add(element);
        }
        return groups;
    }
}

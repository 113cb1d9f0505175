package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.internal.eval.Run;
import dev.floe.jinja.internal.eval.RunFilter;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import dev.floe.jinja.internal.value.Access;
import dev.floe.jinja.internal.value.Arithmetic;
import dev.floe.jinja.internal.value.Budget;
import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.DictView;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyIterator;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyRange;
import dev.floe.jinja.internal.value.Repr;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Filters that take sequences apart, cut them or put them together. */
final class SequenceFilters {
    private static final Signature BATCH = Signature.of("do_batch(value, /, linecount, fill_with=None)");
    private static final Signature SLICE = Signature.of("sync_do_slice(value, /, slices, fill_with=None)");
    private static final Signature JOIN = Signature.of("sync_do_join(eval_ctx, value, /, d='', attribute=None)");
    private static final Signature FIRST = Signature.of("sync_do_first(environment, seq, /)");
    private static final Signature LAST = Signature.of("do_last(environment, seq, /)");
    private static final Signature RANDOM = Signature.of("do_random(context, seq, /)");
    private static final Signature SUM = Signature.of("sync_do_sum(environment, iterable, /, attribute=None, start=0)");

    static final Map<String, Filter> ALL = Map.ofEntries(
            Map.entry("batch", SequenceFilters::batch),
            Map.entry("count", SequenceFilters::length),
            Map.entry("first", (RunFilter) SequenceFilters::first),
            Map.entry("items", Filters.plain("do_items(value, /)", SequenceFilters::items)),
            Map.entry("join", (RunFilter) SequenceFilters::join),
            Map.entry("last", (RunFilter) SequenceFilters::last),
            Map.entry("length", SequenceFilters::length),
            Map.entry("list", Filters.plain("sync_do_list(value, /)", Py::toList)),
            Map.entry("random", (RunFilter) SequenceFilters::random),
            Map.entry("reverse", Filters.plain("do_reverse(value, /)", SequenceFilters::reverse)),
            Map.entry("slice", SequenceFilters::slice),
            Map.entry("sum", (RunFilter) SequenceFilters::sum));

    private SequenceFilters() {}

    private static Object length(@Nullable Object value, Arguments arguments) {
        Filters.valueAlone("len", arguments);
        return Py.length(value);
    }

    private static Undefined empty(Run run, String detail) {
        return new Undefined(run.settings().undefinedKind(), "None", detail, ErrorKind.UNDEFINED);
    }

    private static @Nullable Object first(Run run, @Nullable Object value, Arguments arguments) {
        FIRST.bind(arguments);
        Iterator<Object> elements = Py.iterate(value);
        return elements.hasNext() ? elements.next() : empty(run, "No first item, sequence was empty.");
    }

    private static @Nullable Object last(Run run, @Nullable Object value, Arguments arguments) {
        LAST.bind(arguments);
        if (value instanceof Undefined && !Py.iterate(value).hasNext()) {
            return empty(run, "No last item, sequence was empty.");
        }
        List<Object> reversed = reversible(value);
        if (reversed == null) {
            throw PyError.type("'" + Py.typeName(value) + "' object is not reversible");
        }
        return reversed.isEmpty() ? empty(run, "No last item, sequence was empty.") : reversed.get(reversed.size() - 1);
    }

    /** The elements, if the value can be read backwards; else null. */
    private static @Nullable List<Object> reversible(@Nullable Object value) {
        boolean reversible = value instanceof List<?>
                || value instanceof PyDict
                || value instanceof DictView
                || Py.text(value) != null;
        return reversible ? Py.toList(value) : null;
    }

    private static Object reverse(@Nullable Object value) {
        if (Py.text(value) != null) {
            return Access.slice(value, null, null, -1L);
        }
        if (!Py.isIterable(value)) {
            throw JinjaException.of(ErrorKind.FILTER_ARGUMENT, "argument must be iterable");
        }
        PyList elements;
        try {
            elements = Py.toList(value);
        } catch (JinjaException e) {
            throw e.kind() == ErrorKind.TYPE
                    ? JinjaException.of(ErrorKind.FILTER_ARGUMENT, "argument must be iterable")
                    : e;
        }
        Collections.reverse(elements);
        boolean lazy = reversible(value) != null || value instanceof Undefined;
        return lazy ? new PyIterator(reversedName(value), elements.iterator()) : elements;
    }

    private static String reversedName(@Nullable Object value) {
        if (value instanceof PyDict) {
            return "dict_reversekeyiterator";
        }
        if (value instanceof DictView view) {
            String part = view.part().name().toLowerCase(Locale.ROOT);
            return "dict_reverse" + part.substring(0, part.length() - 1) + "iterator";
        }
        return value instanceof PyList
                ? "list_reverseiterator"
                : value instanceof PyRange ? "range_iterator" : "reversed";
    }

    private static @Nullable Object random(Run run, @Nullable Object value, Arguments arguments) {
        RANDOM.bind(arguments);
        if (Py.length(value) == 0) {
            return empty(run, "No random item, sequence was empty.");
        }
        Object elements = Py.text(value) == null ? value : Py.toList(value);
        return Access.item(elements, ThreadLocalRandom.current().nextLong(Py.length(value)));
    }

    private static Object items(@Nullable Object value) {
        if (value instanceof Undefined) {
            return Generators.of("do_items", Collections::emptyIterator);
        }
        return Generators.of("do_items", () -> {
            if (!(value instanceof PyDict dict)) {
                throw PyError.type("Can only get item pairs from a mapping.");
            }
            return Py.iterate(new DictView(dict, DictView.Part.ITEMS));
        });
    }

    private static Object join(Run run, @Nullable Object value, Arguments arguments) {
        Object[] bound = JOIN.bind(arguments);
        String separator = Repr.str(bound[0]);
        AttributePath path = AttributePath.of(run, bound[1], null);
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Iterator<Object> elements = Py.iterate(value); elements.hasNext(); first = false) {
            run.count(1);
            out.append(first ? "" : separator).append(Repr.str(path.of(elements.next())));
            Budget.check(out.length());
        }
        return out.toString();
    }

    private static @Nullable Object sum(Run run, @Nullable Object value, Arguments arguments) {
        Object[] bound = SUM.bind(arguments);
        AttributePath path = AttributePath.of(run, bound[0], null);
        Object sum = bound[1];
        Iterator<Object> elements = Py.iterate(value);
        if (Py.text(sum) != null) {
            throw PyError.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        while (elements.hasNext()) {
            sum = Arithmetic.apply(BinaryOperator.ADD, sum, path.of(elements.next()));
        }
        return sum;
    }

    private static int integer(@Nullable Object value) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        return Numbers.clamp(value);
    }

    private static Object batch(@Nullable Object value, Arguments arguments) {
        Object[] bound = BATCH.bind(arguments);
        return Generators.of("do_batch", () -> {
            PyList batches = new PyList();
            PyList batch = new PyList();
            for (Iterator<Object> elements = Py.iterate(value); elements.hasNext(); ) {
                if (Comparing.equal((long) batch.size(), bound[0])) {
                    batches.add(batch);
                    batch = new PyList();
                }
                batch.add(elements.next());
            }
            if (!batch.isEmpty()) {
                while (bound[1] != null && batch.size() < Budget.elements(integer(bound[0]))) {
                    batch.add(bound[1]);
                }
                batches.add(batch);
            }
            return batches.iterator();
        });
    }

    private static Object slice(@Nullable Object value, Arguments arguments) {
        Object[] bound = SLICE.bind(arguments);
        return Generators.of("sync_do_slice", () -> {
            PyList elements = Py.toList(value);
            Arithmetic.apply(BinaryOperator.FLOOR_DIVIDE, (long) elements.size(), bound[0]);
            int count = Budget.elements(integer(bound[0]));
            PyList slices = new PyList();
            int at = 0;
            for (int i = 0; i < count; i++) {
                Budget.work(1);
                boolean extra = i < elements.size() % count;
                int end = at + elements.size() / count + (extra ? 1 : 0);
                PyList part = new PyList(elements.subList(at, end));
                if (bound[1] != null && !extra) {
                    part.add(bound[1]);
                }
                slices.add(part);
                at = end;
            }
            return slices.iterator();
        });
    }
}

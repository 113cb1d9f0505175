package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code modules.itertools}, whose functions give lists here. */
final class IterationModule implements HostObject {
    private static final int MOST = 1_000_000;
    private static final Signature COMBINATIONS = Signature.of("combinations(iterable, r)");
    private static final Signature PERMUTATIONS = Signature.of("permutations(iterable, r=None)");
    private static final Signature COUNT = Signature.of("count(start=0, step=1)");
    private static final Signature REPEAT = Signature.of("repeat(object, times)");

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "chain" -> (Callable) IterationModule::chain;
            case "product" -> (Callable) IterationModule::product;
            case "combinations" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = COMBINATIONS.bind(arguments);
                    List<Object> found = new ArrayList<>();
                    combine(elements(bound[0]), HostClass.whole(bound[1], "r"), 0, 1, new ArrayList<>(), found);
                    return Values.list(found);
                };
            case "combinations_with_replacement" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = COMBINATIONS.bind(arguments);
                    List<Object> found = new ArrayList<>();
                    combine(elements(bound[0]), HostClass.whole(bound[1], "r"), 0, 0, new ArrayList<>(), found);
                    return Values.list(found);
                };
            case "compress" ->
                (Callable) arguments -> {
                    List<Object> selectors = elements(arguments.positional().get(1));
                    List<Object> kept = elements(arguments.positional().get(0));
                    return Values.list(IntStream.range(0, Math.min(kept.size(), selectors.size()))
                            .filter(i -> Values.isTrue(selectors.get(i)))
                            .mapToObj(kept::get)
                            .toList());
                };
            case "count" -> (Callable) IterationModule::count;
            case "cycle" ->
                (Callable) arguments -> {
                    List<Object> all = elements(arguments.positional().get(0));
                    return Values.iterator(
                            "itertools.cycle",
                            all.isEmpty()
                                    ? all.iterator()
                                    : Stream.iterate(0, i -> (i + 1) % all.size())
                                            .map(all::get)
                                            .iterator());
                };
            case "starmap" ->
                (Callable) arguments -> {
                    Callable function = (Callable) arguments.positional().get(0);
                    List<@Nullable Object> results = new ArrayList<>();
                    for (Object given : elements(arguments.positional().get(1))) {
                        results.add(function.call(Arguments.of(elements(given), Map.of())));
                    }
                    return Values.list(results);
                };
            case "permutations" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = PERMUTATIONS.bind(arguments);
                    List<Object> elements = elements(bound[0]);
                    int length = bound[1] == null ? elements.size() : HostClass.whole(bound[1], "r");
                    List<Object> found = new ArrayList<>();
                    permute(elements, length, new ArrayList<>(), found);
                    return Values.list(found);
                };
            case "islice" -> (Callable) IterationModule::slice;
            case "zip_longest" -> (Callable) IterationModule::zipLongest;
            case "repeat" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = REPEAT.bind(arguments);
                    List<@Nullable Object> copies = new ArrayList<>();
                    for (int i = HostClass.whole(bound[1], "times"); i > 0; i--) {
                        add(copies, bound[0]);
                    }
                    return Values.list(copies);
                };
            case "accumulate" -> (Callable) IterationModule::accumulate;
            default -> Values.MISSING;
        };
    }

    private static List<Object> elements(@Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (value instanceof String text) {
            return new ArrayList<>(
                    text.codePoints().mapToObj(Character::toString).toList());
        }
        if (value instanceof HostObject object && object.iterate().isPresent()) {
            List<Object> all = new ArrayList<>();
            object.iterate().get().forEachRemaining(all::add);
            return all;
        }
        if (value instanceof Iterator<?> iterator) {
            List<Object> all = new ArrayList<>();
            iterator.forEachRemaining(element -> add(all, element));
            return all;
        }
        throw HostClass.bad(Values.repr(value) + " is not iterable");
    }

    private static <T> void add(Collection<T> to, T element) {
        if (to.size() >= MOST) {
            throw HostClass.bad("itertools would make more than " + MOST + " elements");
        }
        to.add(element);
    }

    private static Object chain(Arguments arguments) {
        List<Object> all = new ArrayList<>();
        arguments.positional().forEach(part -> elements(part).forEach(element -> add(all, element)));
        return Values.list(all);
    }

    private static Object product(Arguments arguments) {
        List<List<Object>> rows = new ArrayList<>(List.of(List.of()));
        int times = arguments.keywords().get("repeat") instanceof Long repeat ? repeat.intValue() : 1;
        for (int i = 0; i < times; i++) {
            for (Object part : arguments.positional()) {
                List<List<Object>> longer = new ArrayList<>();
                for (List<Object> row : rows) {
                    for (Object element : elements(part)) {
                        List<Object> next = new ArrayList<>(row);
                        next.add(element);
                        add(longer, next);
                    }
                }
                rows = longer;
            }
        }
        return Values.list(rows.stream().map(Values::tuple).toList());
    }

    private static Object count(Arguments arguments) {
        @Nullable Object[] bound = COUNT.bind(arguments);
        int step = HostClass.whole(bound[1], "step");
        Stream<Object> numbers = Stream.iterate((long) HostClass.whole(bound[0], "start"), number -> number + step)
                .map(number -> (Object) number);
        return Values.iterator("itertools.count", numbers.iterator());
    }

    /**
     * Adds all combinations that begin with a row.
     *
     * @param further how far the next element is after one: 0 if it may come again
     */
    private static void combine(
            List<Object> elements, int length, int from, int further, List<Object> row, List<Object> found) {
        if (row.size() == length) {
            add(found, Values.tuple(row));
            return;
        }
        for (int i = from; i < elements.size(); i++) {
            row.add(elements.get(i));
            combine(elements, length, i + further, further, row, found);
            row.remove(row.size() - 1);
        }
    }

    private static void permute(List<Object> rest, int length, List<Object> row, List<Object> found) {
        if (row.size() == length) {
            add(found, Values.tuple(row));
            return;
        }
        for (int i = 0; i < rest.size(); i++) {
            List<Object> without = new ArrayList<>(rest);
            row.add(without.remove(i));
            permute(without, length, row, found);
            row.remove(row.size() - 1);
        }
    }

    private static Object slice(Arguments arguments) {
        List<Object> values = arguments.positional();
        boolean stopOnly = values.size() == 2;
        int start = stopOnly || values.get(1) == null ? 0 : HostClass.whole(values.get(1), "start");
        @Nullable Object end = values.get(stopOnly ? 1 : 2);
        int stop = end == null ? Integer.MAX_VALUE : HostClass.whole(end, "stop");
        int step = values.size() > 3 ? Math.max(1, HostClass.whole(values.get(3), "step")) : 1;
        List<Object> slice = new ArrayList<>();
        Iterator<?> all = values.get(0) instanceof Iterator<?> endless
                ? endless
                : elements(values.get(0)).iterator();
        for (int i = 0; i < stop && all.hasNext(); i++) {
            Object element = all.next();
            if (i >= start && (i - start) % step == 0) {
                add(slice, element);
            }
        }
        return Values.list(slice);
    }

    private static Object zipLongest(Arguments arguments) {
        List<List<Object>> lists =
                arguments.positional().stream().map(IterationModule::elements).toList();
        @Nullable Object fill = arguments.keywords().get("fillvalue");
        int length = lists.stream().mapToInt(List::size).max().orElse(0);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (List<Object> list : lists) {
                row.add(i < list.size() ? list.get(i) : fill);
            }
            rows.add(Values.tuple(row));
        }
        return Values.list(rows);
    }

    private static Object accumulate(Arguments arguments) {
        List<Object> sums = new ArrayList<>();
        Object sum = null;
        for (Object element : elements(arguments.positional().get(0))) {
            if (!(element instanceof Long number)) {
                throw HostClass.bad("accumulate() adds whole numbers only");
            }
            sum = sum instanceof Long before ? (Object) (before + number) : number;
            sums.add(sum);
        }
        return Values.list(sums);
    }

    @Override
    public String typeName() {
        return "module itertools";
    }
}

package dev.floe.jinja.internal.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code sorted}: stable, by keys, and an error for what has no order. */
public final class Sorting {
    /** Below this, Java sorts by binary insertion, as Python does. */
    private static final int FEW = 32;

    private Sorting() {}

    /** What a value is sorted by. */
    public interface Key {
        @Nullable Object of(@Nullable Object element);
    }

    private record Keyed(@Nullable Object key, @Nullable Object element) {}

    /** A new, sorted list of an iterable's elements. */
    public static PyList sort(@Nullable Object iterable, Key key, boolean reverse) {
        List<Keyed> keyed = new ArrayList<>();
        for (Object element : Py.toList(iterable)) {
            keyed.add(new Keyed(key.of(element), element));
        }
        // short lists are sorted by "less than" alone, in Python's order of comparisons: errors name the same two types
        boolean few = keyed.size() < FEW;
        Comparator<Keyed> order =
                (a, b) -> Comparing.less(a.key, b.key) ? -1 : !few && Comparing.less(b.key, a.key) ? 1 : 0;
        if (reverse) {
            Collections.reverse(keyed);
        }
        try {
            keyed.sort(order);
        } catch (IllegalArgumentException e) {
            // an order that contradicts itself, as with NaN: any result will do
            keyed.sort(Comparator.comparing(entry -> Repr.of(entry.key)));
        }
        if (reverse) {
            Collections.reverse(keyed);
        }
        PyList sorted = new PyList(keyed.size());
        keyed.forEach(entry -> sorted.add(entry.element));
        return sorted;
    }
}

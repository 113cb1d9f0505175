package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Immutable copies that keep the order they were given in, so that what is made from them is the same every time. */
final class Copies {
    private Copies() {}

    static <V> Map<String, V> map(Map<String, ? extends V> source, String what) {
        requireNonNull(source, what);
        LinkedHashMap<String, V> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> copy.put(requireNonNull(key, what), requireNonNull(value, what + "." + key)));
        return Collections.unmodifiableMap(copy);
    }

    static <E> Set<E> set(Set<? extends E> source, String what) {
        requireNonNull(source, what);
        LinkedHashSet<E> copy = new LinkedHashSet<>();
        source.forEach(element -> copy.add(requireNonNull(element, what)));
        return Collections.unmodifiableSet(copy);
    }

    /** Copies a tree of maps, lists and scalars, all the way down. */
    static Map<String, Object> tree(Map<String, ?> source, String what) {
        requireNonNull(source, what);
        LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> copy.put(requireNonNull(key, what), node(value, what + "." + key)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object node(Object value, String what) {
        requireNonNull(value, what);
        if (value instanceof Map<?, ?> map) {
            LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), node(element, what + "." + key)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            ArrayList<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(node(element, what)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}

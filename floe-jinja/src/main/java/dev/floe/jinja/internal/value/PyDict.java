package dev.floe.jinja.internal.value;

import dev.floe.jinja.Values;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Python dict: keys equal as Python sees it, in the order of their first insertion, mutable, with an identity. */
public final class PyDict extends AbstractMap<Object, Object> {
    /** By {@link HashKey}. */
    private final LinkedHashMap<Object, Object> values;
    /** The keys as they were given, where they differ from their {@link HashKey}; null while there is none. */
    private @Nullable Map<Object, Object> originals;

    public PyDict() {
        values = new LinkedHashMap<>();
    }

    public PyDict(Map<?, ?> entries) {
        values = new LinkedHashMap<>(Math.max(16, entries.size() * 2));
        entries.forEach(this::put);
    }

    /** The value of a key, or {@link Values#MISSING}. */
    public @Nullable Object find(@Nullable Object key) {
        Object hash = HashKey.of(key);
        Object value = values.get(hash);
        return value == null && !values.containsKey(hash) ? Values.MISSING : value;
    }

    /** As {@link #find} for a text. */
    public @Nullable Object find(String key) {
        Object value = values.get(key);
        return value == null && !values.containsKey(key) ? Values.MISSING : value;
    }

    @Override
    @SuppressWarnings("NullAway") // values may be None
    public Object get(@Nullable Object key) {
        return values.get(HashKey.of(key));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return values.containsKey(HashKey.of(key));
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object put(@Nullable Object key, @Nullable Object value) {
        Object hash = HashKey.of(key);
        if (hash != key && !values.containsKey(hash)) {
            if (originals == null) {
                originals = new HashMap<>();
            }
            originals.put(hash, key);
        }
        return values.put(hash, value);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object remove(@Nullable Object key) {
        Object hash = HashKey.of(key);
        if (originals != null) {
            originals.remove(hash);
        }
        return values.remove(hash);
    }

    /** Takes the last entry out, or null if there is none. */
    public @Nullable PyTuple removeLast() {
        Object last = null;
        for (Object hash : values.keySet()) {
            last = hash;
        }
        if (last == null) {
            return null;
        }
        Object key = original(last);
        return PyTuple.of(key, remove(key));
    }

    @Override
    public void clear() {
        values.clear();
        originals = null;
    }

    @Override
    public int size() {
        return values.size();
    }

    private @Nullable Object original(Object hash) {
        return originals != null && originals.containsKey(hash) ? originals.get(hash) : hash;
    }

    /** The keys, in order. */
    public Iterator<Object> keys() {
        return entries(Entry::getKey);
    }

    /** What is asked of each entry, in order; fails if entries are added or removed meanwhile. */
    Iterator<Object> entries(Function<Entry<Object, Object>, @Nullable Object> part) {
        Iterator<Entry<Object, Object>> entries = entrySet().iterator();
        int size = size();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (size() != size) {
                    throw PyError.runtime("dictionary changed size during iteration");
                }
                return entries.hasNext();
            }

            @Override
            @SuppressWarnings("NullAway")
            public Object next() {
                try {
                    return part.apply(entries.next());
                } catch (ConcurrentModificationException e) {
                    throw PyError.runtime("dictionary keys changed during iteration");
                }
            }
        };
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        if (originals == null) {
            return values.entrySet();
        }
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Object, Object>> iterator() {
                Iterator<Entry<Object, Object>> entries = values.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Entry<Object, Object> next() {
                        Entry<Object, Object> entry = entries.next();
                        return new SimpleImmutableEntry<>(original(entry.getKey()), entry.getValue());
                    }
                };
            }

            @Override
            public int size() {
                return values.size();
            }
        };
    }
}

package dev.floe.jinja.internal.value;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A Python set: elements equal as Python sees it; kept in the order of insertion. */
public final class PySet extends AbstractSet<Object> {
    private final PyDict elements = new PyDict();

    public PySet() {}

    public PySet(Collection<?> elements) {
        addAll(elements);
    }

    @Override
    public boolean add(@Nullable Object element) {
        if (elements.containsKey(element)) {
            return false;
        }
        elements.put(element, true);
        return true;
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.containsKey(element);
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return elements.remove(element) != null;
    }

    @Override
    public void clear() {
        elements.clear();
    }

    @Override
    public Iterator<Object> iterator() {
        return elements.keySet().iterator();
    }

    /** The elements; fails if elements are added or removed meanwhile. */
    Iterator<Object> elements() {
        return elements.keys();
    }

    @Override
    public int size() {
        return elements.size();
    }
}

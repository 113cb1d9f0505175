package dev.floe.jinja.internal.value;

import java.util.ArrayList;
import java.util.Collection;

/** A Python list: any element, mutable, with an identity. */
public final class PyList extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    public PyList() {}

    public PyList(int capacity) {
        super(capacity);
    }

    public PyList(Collection<?> elements) {
        super(elements);
    }
}

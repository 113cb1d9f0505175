package dev.floe.jinja.internal.value;

import java.util.Iterator;

/** What Python's generators are to templates: elements made one by one, once. */
public final class PyIterator implements Iterator<Object> {
    private final Iterator<Object> elements;
    private final String description;

    /**
     * @param description the type's name, or {@code generator name} for one made by the named function
     */
    public PyIterator(String description, Iterator<Object> elements) {
        this.description = description;
        this.elements = elements;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public Object next() {
        return elements.next();
    }

    String typeName() {
        int blank = description.indexOf(' ');
        return blank < 0 ? description : description.substring(0, blank);
    }

    /** As Python prints it, with an address that is always the same. */
    @Override
    public String toString() {
        int blank = description.indexOf(' ');
        String what = blank < 0 ? description + " object" : "generator object " + description.substring(blank + 1);
        return "<" + what + " at " + NamedFunction.ADDRESS + ">";
    }
}

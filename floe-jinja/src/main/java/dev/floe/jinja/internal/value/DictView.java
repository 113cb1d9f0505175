package dev.floe.jinja.internal.value;

import java.util.Iterator;
import java.util.Map;

/** The keys, values or items of a dict, as they are at any time. */
public record DictView(PyDict dict, Part part) {
    /** What of the entries is seen. */
    public enum Part {
        KEYS("dict_keys"),
        VALUES("dict_values"),
        ITEMS("dict_items");

        final String typeName;

        Part(String typeName) {
            this.typeName = typeName;
        }
    }

    Iterator<Object> iterate() {
        return switch (part) {
            case KEYS -> dict.entries(Map.Entry::getKey);
            case VALUES -> dict.entries(Map.Entry::getValue);
            case ITEMS -> dict.entries(entry -> PyTuple.of(entry.getKey(), entry.getValue()));
        };
    }

    /** Views are the same only as objects; Python compares their elements. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

package dev.floe.jinja.internal.value;

import dev.floe.jinja.Values;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A Python tuple. Immutable. */
public final class PyTuple extends AbstractList<Object> implements RandomAccess {
    public static final PyTuple EMPTY = new PyTuple(new Object[0], List.of());

    private final @Nullable Object[] items;

    private final List<String> names;

    private PyTuple(@Nullable Object[] items, List<String> names) {
        this.items = items;
        this.names = names;
    }

    public static PyTuple of(@Nullable Object... items) {
        return new PyTuple(items, List.of());
    }

    /** A tuple whose items are attributes too. */
    public static PyTuple named(List<String> names, @Nullable Object... items) {
        return new PyTuple(items, names);
    }

    /** The item with a name, or {@link Values#MISSING}. */
    @Nullable Object named(String name) {
        int index = names.indexOf(name);
        return index < 0 ? Values.MISSING : items[index];
    }

    /** Whether its items have names: what {@code groupby} gives. */
    boolean isNamed() {
        return !names.isEmpty();
    }

    @Override
    @SuppressWarnings("NullAway") // elements may be None
    public Object get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    public Object[] toArray() {
        return Arrays.copyOf(items, items.length, Object[].class);
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.Callable;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code cycler(…)} makes: gives its items one after the other, again and again. */
final class Cycler implements QualifiedName {
    private final PyTuple items;
    private int position;

    Cycler(List<Object> items) {
        if (items.isEmpty()) {
            throw PyError.runtime("at least one item has to be provided");
        }
        this.items = PyTuple.of(items.toArray());
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "items" -> items;
            case "pos" -> (long) position;
            case "current" -> items.get(position);
            case "next" -> (Callable) arguments -> next();
            case "reset" -> (Callable) arguments -> reset();
            default -> Values.MISSING;
        };
    }

    private @Nullable Object next() {
        Object item = items.get(position);
        position = (position + 1) % items.size();
        return item;
    }

    private @Nullable Object reset() {
        position = 0;
        return null;
    }

    @Override
    public String qualifiedName() {
        return "jinja2.utils.Cycler";
    }
}

package dev.floe.jinja.internal.library;

import static java.util.Objects.requireNonNull;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.NamedFunction;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code cycler(…)} makes: gives its items one after the other, again and again. */
final class Cycler implements QualifiedName {
    private static final Signature NEXT = Signature.of("Cycler.next(self, /)");
    private static final Signature RESET = Signature.of("Cycler.reset(self, /)");

    private final PyTuple items;
    private int position;

    Cycler(@Nullable Object given) {
        List<?> items = (List<?>) requireNonNull(given);
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
            case "next" -> NamedFunction.method("Cycler.next", this, this::next);
            case "reset" -> NamedFunction.method("Cycler.reset", this, this::reset);
            default -> Values.MISSING;
        };
    }

    private @Nullable Object next(Arguments arguments) {
        NEXT.bind(arguments);
        Object item = items.get(position);
        position = (position + 1) % items.size();
        return item;
    }

    private @Nullable Object reset(Arguments arguments) {
        RESET.bind(arguments);
        position = 0;
        return null;
    }

    @Override
    public String qualifiedName() {
        return "jinja2.utils.Cycler";
    }

    @Override
    public String repr() {
        return "<" + qualifiedName() + " object at " + NamedFunction.ADDRESS + ">";
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.NamedFunction;
import dev.floe.jinja.internal.value.QualifiedName;
import org.jspecify.annotations.Nullable;

/** What {@code joiner(…)} makes: nothing at its first call, a separator at every other one. */
final class Joiner implements Callable, QualifiedName {
    private static final Signature CALL = Signature.of("Joiner.__call__(self, /)");

    private final @Nullable Object separator;
    private boolean used;

    Joiner(@Nullable Object separator) {
        this.separator = separator;
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
        CALL.bind(arguments);
        if (used) {
            return separator;
        }
        used = true;
        return "";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "sep" -> separator;
            case "used" -> used;
            default -> Values.MISSING;
        };
    }

    @Override
    public String qualifiedName() {
        return "jinja2.utils.Joiner";
    }

    @Override
    public String repr() {
        return "<" + qualifiedName() + " object at " + NamedFunction.ADDRESS + ">";
    }
}

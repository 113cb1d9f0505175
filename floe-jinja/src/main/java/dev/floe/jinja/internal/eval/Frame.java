package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Values;
import org.jspecify.annotations.Nullable;

/** The variables of one running template, macro, call block or recursive loop. */
final class Frame {
    /** The content of a slot that is filled from the context when it is first read. */
    static final Object UNRESOLVED = new Object();

    final Run run;
    final Names names;
    final @Nullable Frame parent;
    final @Nullable Object[] slots;

    /** Whether what runs here was written in a template that renders to a value. */
    final boolean natively;

    /** The variables of what stands within other variables, or of what is rendered now. */
    Frame(Run run, Names names, @Nullable Frame parent, FunctionScope function) {
        this(run, names, parent, function, parent == null ? run.isNative() : parent.natively);
    }

    Frame(Run run, Names names, @Nullable Frame parent, FunctionScope function, boolean natively) {
        this.natively = natively;
        this.run = run;
        this.names = names;
        this.parent = parent;
        this.slots = function.newSlots();
    }

    /** The value of a variable; {@link Values#MISSING} if it has none. */
    @Nullable Object read(int hops, int index, String name) {
        Frame owner = owner(hops);
        Object value = owner.slots[index];
        if (value == UNRESOLVED) {
            value = owner.names.resolve(name);
            owner.slots[index] = value;
        }
        return value;
    }

    @SuppressWarnings("NullAway") // there are as many enclosing frames as there are enclosing functions
    private Frame owner(int hops) {
        Frame owner = this;
        for (int i = hops; i > 0; i--) {
            owner = owner.parent;
        }
        return owner;
    }
}

package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots of everything that runs in one {@link Frame}. Filled while linking, constant afterwards. */
final class FunctionScope {
    final int depth;
    private final List<Object> initial = new ArrayList<>();
    private @Nullable Object @Nullable [] prototype;

    FunctionScope(@Nullable FunctionScope parent) {
        this.depth = parent == null ? 0 : parent.depth + 1;
    }

    int add() {
        initial.add(Values.MISSING);
        return initial.size() - 1;
    }

    void startUnresolved(int index) {
        initial.set(index, Frame.UNRESOLVED);
    }

    /** Ends linking. */
    void seal() {
        prototype = initial.toArray();
    }

    @SuppressWarnings("NullAway") // sealed before anything runs
    @Nullable Object[] newSlots() {
        return prototype.clone();
    }
}

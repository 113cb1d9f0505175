package dev.floe.testkit.internal;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Holds the current {@link CatalogState} and swaps it as a whole. Readers take no lock; changes happen one after the
 * other, and a change that throws leaves the state as it was.
 */
final class CatalogStore {

    private final Consumer<CatalogState> keep;
    private volatile CatalogState current;

    /**
     * A store that begins with the given state.
     *
     * @param keep called with each new state before it can be seen; when it throws, the change has not happened
     */
    CatalogStore(CatalogState initial, Consumer<CatalogState> keep) {
        this.current = initial;
        this.keep = keep;
    }

    CatalogState current() {
        return current;
    }

    synchronized void update(UnaryOperator<CatalogState> change) {
        publish(change.apply(current));
    }

    /** Runs work on a copy that nobody else sees, and makes all its changes visible at once when it returns. */
    synchronized <T> T transaction(Function<CatalogStore, T> work) {
        CatalogStore scratch = new CatalogStore(current, state -> {});
        T result = work.apply(scratch);
        publish(scratch.current());
        return result;
    }

    private void publish(CatalogState next) {
        if (!next.equals(current)) {
            keep.accept(next);
            current = next;
        }
    }
}

package dev.floe.models.run;

import dev.floe.models.RunEvent;
import dev.floe.models.RunListener;
import java.util.List;

/** Tells listeners of what happens, each in the order in which it happened and on a thread of its own. Thread-safe. */
public final class Events implements AutoCloseable {
    private final List<Telling> listeners;

    /**
     * Events for these listeners.
     *
     * @param name the beginning of the names of their threads
     */
    public Events(String name, List<RunListener> listeners) {
        this.listeners = listeners.stream()
                .map(listener -> new Telling(listener, name + "-listener"))
                .toList();
    }

    /** Whether anybody listens. */
    boolean heard() {
        return !listeners.isEmpty();
    }

    /** Tells all of them; waits for none. */
    public synchronized void emit(RunEvent event) {
        listeners.forEach(listener -> listener.add(event));
    }

    /** Waits until all of them know everything; one that does not come back from an event is left alone after a while. */
    @Override
    public void close() {
        listeners.forEach(Telling::end);
        listeners.forEach(Telling::await);
    }
}

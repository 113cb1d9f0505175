package dev.floe.models.run;

import dev.floe.models.RunEvent;
import dev.floe.models.RunListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of what happens, one event after the other. A listener that fails does no harm. Thread-safe. */
public final class Events {
    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private final List<RunListener> listeners;

    /** Events for these listeners. */
    public Events(List<RunListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Tells all of them. */
    public synchronized void emit(RunEvent event) {
        for (RunListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                log.warn("A listener failed on {}", event.getClass().getSimpleName(), e);
            }
        }
    }
}

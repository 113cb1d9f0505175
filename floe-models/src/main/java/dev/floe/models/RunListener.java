package dev.floe.models;

/**
 * Is told of what happens in a run.
 *
 * <p>Each listener has a thread of its own in each run, and hears every event there in the order in which it happened. It cannot harm
 * the run: what it throws is logged, and the run waits for it only at its end, until it knows everything; if it does not come back from
 * an event for five seconds then, its thread is interrupted and the run ends without it.
 */
@FunctionalInterface
public interface RunListener {
    /** Something happened. Of one run, one event comes after the other. */
    void onEvent(RunEvent event);
}

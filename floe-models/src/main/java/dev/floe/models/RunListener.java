package dev.floe.models;

/** Is told of what happens in a run. An exception that it throws is logged and does no harm to the run. */
@FunctionalInterface
public interface RunListener {
    /** Something happened; called one event after the other, on threads of the run. Should return soon. */
    void onEvent(RunEvent event);
}

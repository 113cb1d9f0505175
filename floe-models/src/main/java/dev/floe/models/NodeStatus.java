package dev.floe.models;

/** How a node ended; dbt's words, in upper case. */
public enum NodeStatus {
    /** A model or seed was built. */
    SUCCESS,
    /** A test found nothing. */
    PASS,
    /** A test found something and is only to warn. */
    WARN,
    /** A test found something. */
    FAIL,
    /** It could not be done. */
    ERROR,
    /** It was not tried, because something it reads did not succeed, or the run was cancelled. */
    SKIPPED;

    /** Whether nodes that read this one may run. */
    public boolean letsOthersRun() {
        return this == SUCCESS || this == PASS || this == WARN;
    }
}

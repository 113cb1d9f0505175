package dev.floe.models;

/**
 * What a run does when another run, of this process or another one on this machine, is about to write a table or view that it would write
 * too. Runs that write different relations never get into each other's way.
 */
public enum OverlapPolicy {
    /** It does not begin, and throws {@code RUN_OVERLAPS}: the default. */
    FAIL,
    /** It waits until the other one has ended, its own deadline or its cancellation. */
    WAIT,
    /** It runs all the same, and tells of it in {@link RunResult#notices()}. On Iceberg the second commit of a table is refused then. */
    ALLOW
}

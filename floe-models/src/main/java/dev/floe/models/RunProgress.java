package dev.floe.models;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a run is, at one moment. Immutable.
 *
 * @param runId the run's id
 * @param phase what it is about
 * @param elapsed how long it has run
 * @param total how many nodes it runs; 0 as long as it does not know
 * @param ended how many of them ended, whatever way
 * @param succeeded the ids of those that ended well, in the order they ended: what {@link FloePipeline.Builder#finished} takes
 * @param running the nodes that run now
 */
public record RunProgress(
        String runId,
        Phase phase,
        Duration elapsed,
        int total,
        int ended,
        List<String> succeeded,
        List<RunningNode> running) {

    /** What a run is about. */
    public enum Phase {
        /** It reads the project, opens its session and prepares. */
        PREPARING,
        /** It runs nodes. */
        RUNNING,
        /** Everything has ended but its listeners, its artifacts and its session. */
        ENDING,
        /** There is a result, or the exception why there is none. */
        ENDED
    }

    /**
     * A node that runs.
     *
     * @param uniqueId its id
     * @param name its name
     * @param startedAt when it began
     * @param query how much of its present statement is done, from 0 to 1, where DuckDB can tell
     */
    public record RunningNode(String uniqueId, String name, Instant startedAt, OptionalDouble query) {}

    /** Copies the lists. */
    public RunProgress {
        succeeded = List.copyOf(succeeded);
        running = List.copyOf(running);
    }

    /** How much of the run is done, from 0 to 1: each node counts the same, one that runs by how much of its statement is done. */
    public double fraction() {
        if (phase == Phase.ENDED) {
            return 1;
        }
        double part =
                running.stream().mapToDouble(node -> node.query().orElse(0)).sum();
        return total == 0 ? 0 : Math.min(1, (ended + part) / total);
    }
}

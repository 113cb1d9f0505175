package dev.floe.models;

import dev.floe.models.graph.ResourceType;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A listener that turns events into counters and timers, for whatever keeps them. Thread-safe if the meter is; one may hear many runs.
 *
 * <ul>
 *   <li>{@code floe.runs}, a timer: {@code command}, {@code success}
 *   <li>{@code floe.nodes}, a timer: {@code type} and {@code status}; for skipped nodes it is zero
 *   <li>{@code floe.rows}, a counter: rows that tables have that were built; {@code type}
 *   <li>{@code floe.test.failures}, a counter: rows that tests found; {@code status}
 *   <li>{@code floe.statements}, a timer: {@code success}
 * </ul>
 *
 * No tag has more values than a handful: names of models are not among them.
 */
public final class RunMeasures implements RunListener {
    private final Meter meter;

    /** Keeps counters and timers. */
    public interface Meter {
        /** Adds to a counter. */
        void count(String name, long amount, Map<String, String> tags);

        /** Adds a time to a timer. */
        void time(String name, Duration took, Map<String, String> tags);
    }

    /** Measures for a meter. */
    public RunMeasures(Meter meter) {
        this.meter = meter;
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.NodeFinished finished) {
            node(finished.result());
        } else if (event instanceof RunEvent.StatementFinished statement) {
            meter.time("floe.statements", statement.took(), Map.of("success", String.valueOf(statement.success())));
        } else if (event instanceof RunEvent.RunFinished run) {
            RunResult result = run.result();
            meter.time(
                    "floe.runs",
                    result.elapsed(),
                    Map.of("command", result.command().word(), "success", String.valueOf(result.success())));
        }
    }

    private void node(NodeResult result) {
        String status = result.status().name().toLowerCase(Locale.ROOT);
        String type = result.type().word();
        meter.time("floe.nodes", result.executionTime(), Map.of("type", type, "status", status));
        result.rows().ifPresent(rows -> meter.count("floe.rows", rows, Map.of("type", type)));
        if (result.type() != ResourceType.OPERATION) {
            result.failures()
                    .ifPresent(failures -> meter.count("floe.test.failures", failures, Map.of("status", status)));
        }
    }
}

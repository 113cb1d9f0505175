package dev.floe.models;

import dev.floe.models.run.Cancellation;
import dev.floe.models.run.Events;
import dev.floe.models.run.Live;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Runs a pipeline on a thread of its own, so that whoever waits for it can stop waiting. */
final class RunThread {
    /** The key under which log lines of a run, on all of its threads, carry the run's id. */
    private static final String MDC_RUN = "floe.run";

    /** How long after its deadline a run may take to end before nobody waits for it any more. */
    private static final Duration GRACE = Duration.ofMillis(700);

    private final String runId;
    private final Cancellation cancellation;
    private final Live live;
    private final Events events;
    private final CompletableFuture<RunResult> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    /** What a run does; may throw. */
    interface Work {
        RunResult run();
    }

    RunThread(String runId, Cancellation cancellation, Live live, Events events) {
        this.runId = runId;
        this.cancellation = cancellation;
        this.live = live;
        this.events = events;
    }

    RunHandle start(Work work) {
        @Nullable Map<String, String> diagnostics = MDC.getCopyOfContextMap();
        Thread thread = new Thread(() -> run(work, diagnostics), "floe-" + runId);
        thread.setDaemon(true);
        cancellation.guard("floe-" + runId + "-guard", GRACE, this::overdue);
        thread.start();
        return new RunHandle(runId, cancellation, live, outcome, released);
    }

    private void run(Work work, @Nullable Map<String, String> diagnostics) {
        if (diagnostics != null) {
            MDC.setContextMap(diagnostics);
        }
        MDC.put(MDC_RUN, runId);
        RunResult result = null;
        Throwable failure = null;
        try {
            result = work.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        events.close();
        cancellation.close();
        live.ended();
        MDC.clear();
        if (failure != null) {
            outcome.completeExceptionally(failure);
        } else {
            outcome.complete(result);
        }
        released.complete(null);
    }

    private void overdue() {
        String inside = String.join(", ", live.names());
        outcome.completeExceptionally(cancellation.exception(
                "The run " + runId + " is still " + (inside.isEmpty() ? "busy" : "inside " + inside) + ", though ",
                null));
    }
}

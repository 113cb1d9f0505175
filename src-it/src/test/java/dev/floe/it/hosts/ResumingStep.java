package dev.floe.it.hosts;

// tag::resuming[]
import dev.floe.models.FloePipeline;
import dev.floe.models.RunHandle;
import dev.floe.models.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** For hosts that keep a step's state between attempts: heartbeat details, step records, an execution context. */
public final class ResumingStep {
    /**
     * Runs what is not finished yet.
     *
     * @param earlier the state that the last attempt left
     * @param heartbeat keeps the state of this one
     * @param cancelled whether the host wants the step to end
     */
    public static RunResult run(
            FloePipeline.Builder pipeline,
            List<String> earlier,
            Consumer<List<String>> heartbeat,
            BooleanSupplier cancelled) {
        try (RunHandle run = pipeline.finished(earlier).build().start()) {
            while (run.await(Duration.ofMillis(200)).isEmpty()) {
                heartbeat.accept(run.progress().succeeded());
                if (cancelled.getAsBoolean()) {
                    run.cancel();
                }
            }
            heartbeat.accept(run.progress().succeeded());
            return run.await();
        }
    }
}
// end::resuming[]

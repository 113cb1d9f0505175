package dev.floe.it.hosts;

// tag::scheduled[]
import dev.floe.models.FloePipeline;
import dev.floe.models.RunHandle;
import dev.floe.models.RunResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;

/** For any scheduler of the JDK: interrupting its thread, as Future.cancel(true) does, cancels the run. */
public final class ScheduledBuild implements Callable<RunResult> {
    private final FloePipeline pipeline;
    private final DoubleConsumer progress;

    public ScheduledBuild(FloePipeline.Builder pipeline, DoubleConsumer progress) {
        this.pipeline = pipeline.deadline(Duration.ofMinutes(30)).build();
        this.progress = progress;
    }

    @Override
    public RunResult call() {
        try (RunHandle run = pipeline.start()) {
            while (run.await(Duration.ofMillis(200)).isEmpty()
                    && !Thread.currentThread().isInterrupted()) {
                progress.accept(run.progress().fraction());
            }
            return run.await();
        }
    }
}
// end::scheduled[]

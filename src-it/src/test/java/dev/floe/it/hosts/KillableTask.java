package dev.floe.it.hosts;

// tag::killable[]
import dev.floe.models.FloePipeline;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunHandle;
import dev.floe.models.RunResult;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** For hosts whose worker calls run() on one thread and kill() on another: Kestra's RunnableTask, Quartz's InterruptableJob. */
public final class KillableTask {
    private final FloePipeline pipeline;
    private final AtomicReference<RunHandle> running = new AtomicReference<>();

    public KillableTask(FloePipeline pipeline) {
        this.pipeline = pipeline;
    }

    public Map<String, Long> run() {
        try (RunHandle run = pipeline.start()) {
            running.set(run);
            RunResult result = run.await();
            if (!result.success()) {
                throw new IllegalStateException(result.failed().get(0).message());
            }
            return Map.of("built", result.count(NodeStatus.SUCCESS), "passed", result.count(NodeStatus.PASS));
        }
    }

    public void kill() {
        running.get().cancel();
    }
}
// end::killable[]

package dev.floe.models;

import dev.floe.FloeException;
import dev.floe.models.run.Cancellation;
import dev.floe.models.run.Live;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that goes on: to wait for, to look at and to cancel.
 *
 * <pre>{@code
 * try (RunHandle run = pipeline.start()) {
 *     while (run.await(Duration.ofSeconds(5)).isEmpty()) {
 *         report(run.progress().fraction());
 *     }
 *     RunResult result = run.await();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class RunHandle implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunHandle.class);

    /** How long {@link #close()} waits for what cannot be interrupted. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

    private final String runId;
    private final Cancellation cancellation;
    private final Live live;
    private final CompletableFuture<RunResult> outcome;
    private final CompletableFuture<Void> released;

    /**
     * @param outcome completed with the result
     * @param released completed when nothing of the run is left
     */
    RunHandle(
            String runId,
            Cancellation cancellation,
            Live live,
            CompletableFuture<RunResult> outcome,
            CompletableFuture<Void> released) {
        this.runId = runId;
        this.cancellation = cancellation;
        this.live = live;
        this.outcome = outcome;
        this.released = released;
    }

    /** The run's id, which commits carry too. */
    public String runId() {
        return runId;
    }

    /**
     * Waits for the end. If the waiting thread is interrupted, the run is cancelled and waited for all the same, and the thread's
     * interrupt flag stays set.
     *
     * @return how it went; nodes that failed or were cancelled are in there
     * @throws FloeException if the run could not begin; {@code DEADLINE_EXCEEDED} if it is still inside a call that cannot be
     *     interrupted a second after its deadline
     */
    public RunResult await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                } catch (ExecutionException e) {
                    throw thrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Waits for the end, but not longer than a time; the run goes on after it. If the waiting thread is interrupted, the run is
     * cancelled, nothing is waited for, and the thread's interrupt flag stays set.
     *
     * @param time how long to wait at most
     * @return how it went; empty if it has not ended
     * @throws FloeException as {@link #await()}
     */
    public Optional<RunResult> await(Duration time) {
        try {
            return Optional.of(outcome.get(time.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw thrown(e);
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    /**
     * The result as a future, each time a new one. Cancelling it, or completing it in any other way, cancels the run; so does {@link
     * CompletableFuture#orTimeout}.
     */
    public CompletableFuture<RunResult> future() {
        CompletableFuture<RunResult> future = outcome.copy();
        CompletableFuture<RunResult> unused = future.whenComplete((result, failure) -> {
            if (!outcome.isDone()) {
                cancel();
            }
        });
        return future;
    }

    /** Asks for the end: no other node begins, and what runs is cancelled. Does not wait, from whatever thread; repeating it does nothing. */
    public void cancel() {
        if (!outcome.isDone()) {
            cancellation.request();
        }
    }

    /** Whether there is a result, or the exception why there is none. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /** How far the run is. Does not wait. */
    public RunProgress progress() {
        return live.progress();
    }

    /**
     * Cancels the run if it has not ended, and waits until its threads and connections are gone. What cannot be interrupted, a request to
     * a catalog that does not answer, is waited for half a minute; it then ends by itself, at the latest with the request.
     */
    @Override
    public void close() {
        cancel();
        boolean interrupted = false;
        long end = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        while (true) {
            try {
                released.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (TimeoutException e) {
                log.warn("The run {} is still inside {} after {} s", runId, live.names(), CLOSE_PATIENCE.toSeconds());
                break;
            } catch (ExecutionException e) {
                throw thrown(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

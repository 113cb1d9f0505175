package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.RunException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run from outside or at its deadline: no new node and no new statement begins, and statements that run are cancelled, again and
 * again, for one that has not quite begun takes no notice. Thread-safe; {@link #request()} never blocks.
 */
public final class Cancellation implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final long FOREVER = Long.MAX_VALUE / 2;

    private final Map<Statement, RunningStatement> running = new ConcurrentHashMap<>();
    private final Optional<Duration> deadline;
    private volatile @Nullable ErrorCode reason;
    private volatile boolean closed;
    private volatile @Nullable Thread guard;

    /** The end of a run that may take as long as it takes. */
    public Cancellation() {
        this(Optional.empty());
    }

    /** The end of a run that is over at a deadline, once {@link #guard} has begun. */
    public Cancellation(Optional<Duration> deadline) {
        this.deadline = deadline;
    }

    /**
     * Begins to look after the run, on a thread of its own, until {@link #close()}.
     *
     * @param name the thread's name
     * @param grace how long after its deadline the run may take to end
     * @param overdue what is done when it has not ended then
     */
    public void guard(String name, Duration grace, Runnable overdue) {
        long start = System.nanoTime();
        long end = deadline.map(Duration::toNanos).orElse(FOREVER);
        Thread thread = new Thread(() -> look(start, end, end + grace.toNanos(), overdue), name);
        thread.setDaemon(true);
        guard = thread;
        thread.start();
    }

    private void look(long start, long end, long late, Runnable overdue) {
        boolean told = false;
        while (!closed) {
            long passed = System.nanoTime() - start;
            if (passed >= end) {
                request(ErrorCode.DEADLINE_EXCEEDED);
            }
            if (passed >= late && !told) {
                told = true;
                overdue.run();
            }
            if (requested()) {
                running.values().forEach(RunningStatement::cancel);
                LockSupport.parkNanos(this, AGAIN.toNanos());
            } else {
                LockSupport.parkNanos(this, end - passed);
            }
        }
    }

    /** Asks for the end, because somebody wants it. */
    public void request() {
        request(ErrorCode.CANCELLED);
    }

    private void request(ErrorCode why) {
        if (reason == null) {
            reason = why;
        }
        wake();
    }

    private void wake() {
        Thread thread = guard;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether the end was asked for, or the deadline has passed. */
    public boolean requested() {
        return reason != null;
    }

    /** Why it ends, as a sentence goes on. */
    String why() {
        return reason == ErrorCode.DEADLINE_EXCEEDED
                ? "the run's deadline of " + seconds(deadline.orElseThrow()) + " passed"
                : "the run was cancelled";
    }

    /**
     * The exception of what did not come to its end because of it.
     *
     * @param what what did not, with a colon; may be empty
     */
    public RunException exception(String what, @Nullable Throwable cause) {
        ErrorCode code = reason;
        return new RunException(code == null ? ErrorCode.CANCELLED : code, what + why(), cause);
    }

    /** Throws it, if the end was asked for. */
    public void check() {
        if (requested()) {
            throw exception("Before anything was run, ", null);
        }
    }

    /**
     * A statement begins; it is cancelled when the end is asked for.
     *
     * @throws SQLException if it was asked for already
     */
    void begin(Statement statement) throws SQLException {
        if (requested()) {
            throw new SQLException(why());
        }
        running.put(statement, new RunningStatement(statement, Thread.currentThread()));
    }

    /** A statement ended; it is not cancelled after this. */
    void end(Statement statement) {
        RunningStatement ended = running.remove(statement);
        if (ended != null) {
            ended.end();
        }
    }

    /** What runs now. */
    Collection<RunningStatement> running() {
        return running.values();
    }

    static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    /** Ends the thread that looks after the run. */
    @Override
    public void close() {
        closed = true;
        wake();
    }
}

package dev.floe.duckdb.internal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point in time until which something has to be done, or none. Immutable. */
public final class Deadline {
    private final @Nullable Duration allowed;
    private final long end;

    private Deadline(@Nullable Duration allowed, long end) {
        this.allowed = allowed;
        this.end = end;
    }

    /** No deadline. */
    public static Deadline none() {
        return new Deadline(null, 0);
    }

    /** So long from now. */
    public static Deadline in(Optional<Duration> allowed) {
        return allowed.map(time -> new Deadline(time, System.nanoTime() + time.toNanos()))
                .orElseGet(Deadline::none);
    }

    /** The smaller of the time that is left, never negative, and the given one. */
    public Duration atMost(Duration time) {
        if (allowed == null) {
            return time;
        }
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.compareTo(time) < 0 ? left : time;
    }

    /** Whether it is over. */
    public boolean passed() {
        return allowed != null && end - System.nanoTime() <= 0;
    }

    /** How much time there was, for messages: {@code 1.5 s}. */
    public String allowed() {
        return allowed == null ? "no deadline" : seconds(allowed);
    }

    /** A time for messages: {@code 1.5 s}. */
    public static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }
}

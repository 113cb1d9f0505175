package dev.floe.jinja.internal.value;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import org.jspecify.annotations.Nullable;

/** How large a single value may become: set for a thread while it renders. */
public final class Budget {
    private static final int FREE = 1 << 16;
    private static final long DEFAULT = 256_000_000;
    private static final ThreadLocal<Long> LIMIT = new ThreadLocal<>();

    private Budget() {}

    /** Sets the limit of this thread and gives the one before, to be set again; null for none. */
    public static @Nullable Long set(@Nullable Long limit) {
        Long before = LIMIT.get();
        if (limit == null) {
            LIMIT.remove();
        } else {
            LIMIT.set(limit);
        }
        return before;
    }

    /**
     * Refuses a text or collection that would be too large.
     *
     * @param size in characters or elements
     * @return the size
     */
    public static int check(long size) {
        if (size > FREE) {
            Long limit = LIMIT.get();
            if (size > Math.min(limit == null ? DEFAULT : limit, Integer.MAX_VALUE - 16)) {
                throw JinjaException.of(ErrorKind.LIMIT, "a value of " + size + " characters or elements is too large");
            }
        }
        return (int) size;
    }
}

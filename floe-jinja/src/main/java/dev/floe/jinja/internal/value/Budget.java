package dev.floe.jinja.internal.value;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Limits;
import org.jspecify.annotations.Nullable;

/** What a thread may do while it renders: how large a single value may become, and how much work one operation may hide. */
public final class Budget {
    private static final int FREE = 1 << 16;
    private static final int PER_ELEMENT = 16;
    private static final int CHECK_EVERY = 1 << 12;
    private static final ThreadLocal<Budget> CURRENT = new ThreadLocal<>();

    private final Limits limits;
    private long work;
    private long untilCheck = CHECK_EVERY;

    private Budget(Limits limits) {
        this.limits = limits;
    }

    /** A new budget with the given limits. */
    public static Budget of(Limits limits) {
        return new Budget(limits);
    }

    /** Sets the budget of this thread and gives the one before, to be set again; null for none. */
    public static @Nullable Budget set(@Nullable Budget budget) {
        Budget before = CURRENT.get();
        if (budget == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(budget);
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
            Budget budget = CURRENT.get();
            long most = budget == null ? Limits.DEFAULT.output() : budget.limits.output();
            if (size > Math.min(most, Integer.MAX_VALUE - 16)) {
                throw JinjaException.of(ErrorKind.LIMIT, "a value of " + size + " characters or elements is too large");
            }
            stopIfInterrupted();
        }
        return (int) size;
    }

    /**
     * Refuses a collection that would be too large: an element takes more memory than a character.
     *
     * @param size in elements
     * @return the size
     */
    public static int elements(long size) {
        return size > FREE ? check(size * PER_ELEMENT) / PER_ELEMENT : (int) size;
    }

    /**
     * Counts steps within one operation that may be many: values within values, all of which are looked at.
     *
     * @param steps how many, at least 0
     */
    public static void work(long steps) {
        Budget budget = CURRENT.get();
        if (budget == null) {
            return;
        }
        budget.work += steps;
        if (budget.work > budget.limits.iterations()) {
            throw JinjaException.of(
                    ErrorKind.LIMIT, "more than " + budget.limits.iterations() + " steps of comparing and copying");
        }
        budget.untilCheck -= steps + 1;
        if (budget.untilCheck < 0) {
            budget.untilCheck = CHECK_EVERY;
            stopIfInterrupted();
        }
    }

    /** Fails if the thread is to stop; its interrupt flag is left set. */
    public static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw JinjaException.of(ErrorKind.INTERRUPTED, "the rendering thread was interrupted");
        }
    }
}

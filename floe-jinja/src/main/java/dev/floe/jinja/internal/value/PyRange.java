package dev.floe.jinja.internal.value;

import java.util.AbstractList;
import java.util.RandomAccess;

/** A Python range. Immutable. */
public final class PyRange extends AbstractList<Object> implements RandomAccess {
    private final long start;
    private final long stop;
    private final long step;
    private final int size;

    private PyRange(long start, long stop, long step, int size) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.size = size;
    }

    /** How many elements such a range has. */
    public static long length(long start, long stop, long step) {
        if (step > 0) {
            return start < stop ? (stop - start - 1) / step + 1 : 0;
        }
        return start > stop ? (start - stop - 1) / -step + 1 : 0;
    }

    /**
     * A range.
     *
     * @param size as {@link #length} says
     */
    public static PyRange of(long start, long stop, long step, int size) {
        return new PyRange(start, stop, step, size);
    }

    @Override
    public Object get(int index) {
        return start + index * step;
    }

    @Override
    public int size() {
        return size;
    }

    PyRange slice(int from, int by, int length) {
        return new PyRange(start + from * step, start + (from + (long) by * length) * step, step * by, length);
    }

    String repr() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}

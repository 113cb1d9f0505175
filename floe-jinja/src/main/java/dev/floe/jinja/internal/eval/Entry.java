package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Values;
import java.util.List;

/** What the slots of a block are set to when it begins. */
final class Entry {
    private static final Entry NOTHING = new Entry(new int[0], new int[0], new Copy[0]);

    private final int[] unresolved;
    private final int[] missing;
    private final Copy[] copies;

    /** A slot that begins with the value of another one. */
    record Copy(int index, int hops, int source, String name) {}

    private Entry(int[] unresolved, int[] missing, Copy[] copies) {
        this.unresolved = unresolved;
        this.missing = missing;
        this.copies = copies;
    }

    static Entry of(List<Integer> unresolved, List<Integer> missing, List<Copy> copies) {
        if (unresolved.isEmpty() && missing.isEmpty() && copies.isEmpty()) {
            return NOTHING;
        }
        return new Entry(ints(unresolved), ints(missing), copies.toArray(new Copy[0]));
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    void run(Frame frame) {
        for (int index : unresolved) {
            frame.slots[index] = Frame.UNRESOLVED;
        }
        for (int index : missing) {
            frame.slots[index] = Values.MISSING;
        }
        for (Copy copy : copies) {
            frame.slots[copy.index] = frame.read(copy.hops, copy.source, copy.name);
        }
    }
}

package dev.floe.jinja.internal.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a template, macro, loop or other block has for itself, found before it is linked.
 *
 * <p>Jinja's rules: a name that is only read is the enclosing block's, or else comes from the context. A name that is also assigned is
 * the block's own; it begins as a copy of the enclosing block's, as the context's value if it is read first or assigned only under a
 * condition, and else as undefined.
 */
final class Scope {
    private enum Start {
        PARAMETER,
        RESOLVED,
        COPIED,
        UNDEFINED
    }

    final FunctionScope function;
    private final @Nullable Scope parent;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<Slot, Start> starts = new LinkedHashMap<>();
    private final Set<String> stores = new HashSet<>();

    Scope(@Nullable Scope parent, FunctionScope function) {
        this.parent = parent;
        this.function = function;
    }

    @Nullable Slot find(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Slot slot = scope.slots.get(name);
            if (slot != null) {
                return slot;
            }
        }
        return null;
    }

    /** Notes that the name is read. */
    void load(String name) {
        if (find(name) == null) {
            define(name, Start.RESOLVED);
        }
    }

    /** The slot of a name that is read; the context's if nobody noted the name. */
    Slot use(String name) {
        Slot slot = find(name);
        if (slot == null) {
            slot = define(name, Start.RESOLVED);
            function.startUnresolved(slot.index());
        }
        return slot;
    }

    /** Adds the names that come from the context. */
    void contextNames(Set<String> names) {
        starts.forEach((slot, start) -> {
            if (start == Start.RESOLVED) {
                names.add(slot.name());
            }
        });
    }

    /**
     * Notes that the name is assigned.
     *
     * @param conditional whether it may not happen
     */
    void store(String name, boolean conditional) {
        if (!stores.add(name)) {
            return;
        }
        Slot own = slots.get(name);
        boolean outer = parent != null && parent.find(name) != null;
        if (own == null) {
            define(name, outer ? Start.COPIED : conditional ? Start.RESOLVED : Start.UNDEFINED);
        } else if (conditional) {
            starts.put(own, outer ? Start.COPIED : Start.RESOLVED);
        }
    }

    /** Declares a name that is given its value when the block begins. */
    Slot parameter(String name) {
        stores.add(name);
        Slot own = slots.get(name);
        if (own != null) {
            starts.put(own, Start.PARAMETER);
            return own;
        }
        return define(name, Start.PARAMETER);
    }

    private Slot define(String name, Start start) {
        Slot slot = new Slot(function, function.add(), name);
        slots.put(name, slot);
        starts.put(slot, start);
        return slot;
    }

    /**
     * What has to be done whenever the block begins; call it when all names are noted.
     *
     * @param once whether the block begins only when its frame is made
     */
    Entry entry(boolean once) {
        List<Integer> unresolved = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        List<Entry.Copy> copies = new ArrayList<>();
        for (Map.Entry<Slot, Start> start : starts.entrySet()) {
            Slot slot = start.getKey();
            switch (start.getValue()) {
                case RESOLVED -> {
                    function.startUnresolved(slot.index());
                    if (!once && stores.contains(slot.name())) {
                        unresolved.add(slot.index());
                    }
                }
                case UNDEFINED -> {
                    if (!once) {
                        missing.add(slot.index());
                    }
                }
                case COPIED -> copies.add(copy(slot));
                case PARAMETER -> {}
            }
        }
        return Entry.of(unresolved, missing, copies);
    }

    @SuppressWarnings("NullAway") // only slots with an outer namesake are copied
    private Entry.Copy copy(Slot slot) {
        Slot source = parent.find(slot.name());
        return new Entry.Copy(slot.index(), function.depth - source.function().depth, source.index(), slot.name());
    }
}

package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.Budget;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.Repr;
import org.jspecify.annotations.Nullable;

/** Expressions that make values: literals, variables, collections, joined texts. */
final class ValueNodes {
    private ValueNodes() {}

    static final class Constant extends Node {
        private final @Nullable Object value;

        Constant(@Nullable Object value) {
            this.value = value;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            return value;
        }
    }

    /** A variable of the running frame itself. */
    static final class Local extends Node {
        private final int index;
        private final String name;

        Local(int index, String name) {
            this.index = index;
            this.name = name;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            Object value = frame.slots[index];
            if (value == Frame.UNRESOLVED) {
                value = frame.read(0, index, name);
            }
            return value == Values.MISSING ? frame.run.undefinedName(name) : value;
        }
    }

    /** A variable of an enclosing frame. */
    static final class Outer extends Node {
        private final int hops;
        private final int index;
        private final String name;

        Outer(int hops, int index, String name) {
            this.hops = hops;
            this.index = index;
            this.name = name;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            Object value = frame.read(hops, index, name);
            return value == Values.MISSING ? frame.run.undefinedName(name) : value;
        }
    }

    static final class ListOf extends Node {
        private final Node[] items;

        ListOf(Node[] items) {
            this.items = items;
        }

        @Override
        Object eval(Frame frame) {
            PyList list = new PyList(items.length);
            for (Node item : items) {
                list.add(item.eval(frame));
            }
            return list;
        }
    }

    static final class TupleOf extends Node {
        private final Node[] items;

        TupleOf(Node[] items) {
            this.items = items;
        }

        @Override
        Object eval(Frame frame) {
            @Nullable Object[] values = new @Nullable Object[items.length];
            for (int i = 0; i < items.length; i++) {
                values[i] = items[i].eval(frame);
            }
            return PyTuple.of(values);
        }
    }

    static final class DictOf extends Node {
        private final Node[] keys;
        private final Node[] values;

        DictOf(Node[] keys, Node[] values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        Object eval(Frame frame) {
            @Nullable Object[] entries = new @Nullable Object[2 * keys.length];
            for (int i = 0; i < keys.length; i++) {
                entries[2 * i] = keys[i].eval(frame);
                entries[2 * i + 1] = values[i].eval(frame);
            }
            PyDict dict = new PyDict();
            for (int i = 0; i < entries.length; i += 2) {
                dict.put(entries[i], entries[i + 1]);
            }
            return dict;
        }
    }

    static final class Concat extends Node {
        private final Node[] parts;

        Concat(Node[] parts) {
            this.parts = parts;
        }

        @Override
        Object eval(Frame frame) {
            @Nullable Object[] values = new @Nullable Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = parts[i].eval(frame);
            }
            StringBuilder text = new StringBuilder();
            for (Object value : values) {
                text.append(Repr.str(value));
            }
            Budget.check(text.length());
            return text.toString();
        }
    }
}

package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyTuple;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What a value is assigned to. Immutable. */
abstract class Assignment {
    /** Checks, before the value is computed, that something can be assigned at all. */
    void check(Frame frame) {}

    abstract void assign(Frame frame, @Nullable Object value);

    /** What was assigned: for several targets, a tuple. */
    abstract @Nullable Object read(Frame frame);

    static final class Variable extends Assignment {
        private final int index;

        Variable(int index) {
            this.index = index;
        }

        @Override
        void assign(Frame frame, @Nullable Object value) {
            frame.slots[index] = value;
        }

        @Override
        @Nullable Object read(Frame frame) {
            return frame.slots[index];
        }
    }

    static final class Unpack extends Assignment {
        private final Assignment[] items;

        Unpack(Assignment[] items) {
            this.items = items;
        }

        @Override
        void check(Frame frame) {
            for (Assignment item : items) {
                item.check(frame);
            }
        }

        @Override
        void assign(Frame frame, @Nullable Object value) {
            if (!Py.isIterable(value)) {
                throw PyError.type("cannot unpack non-iterable " + Py.typeName(value) + " object");
            }
            @Nullable Object[] values = new @Nullable Object[items.length];
            Iterator<Object> elements = Py.iterate(value);
            for (int i = 0; i < values.length; i++) {
                if (!elements.hasNext()) {
                    throw PyError.value("not enough values to unpack (expected " + values.length + ", got " + i + ")");
                }
                values[i] = elements.next();
            }
            if (elements.hasNext()) {
                throw PyError.value("too many values to unpack (expected " + values.length + ")");
            }
            for (int i = 0; i < values.length; i++) {
                items[i].assign(frame, values[i]);
            }
        }

        @Override
        Object read(Frame frame) {
            @Nullable Object[] values = new @Nullable Object[items.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = items[i].read(frame);
            }
            return PyTuple.of(values);
        }
    }

    /** A member of a namespace. */
    static final class Member extends Assignment {
        private final Node namespace;
        private final String name;

        Member(Node namespace, String name) {
            this.namespace = namespace;
            this.name = name;
        }

        @Override
        void check(Frame frame) {
            if (!(namespace.eval(frame) instanceof Namespace)) {
                throw PyError.runtime("cannot assign attribute on non-namespace object");
            }
        }

        @Override
        void assign(Frame frame, @Nullable Object value) {
            if (namespace.eval(frame) instanceof Namespace target) {
                target.put(name, value);
            }
        }

        @Override
        @Nullable Object read(Frame frame) {
            throw new IllegalStateException("a loop does not assign members");
        }
    }
}

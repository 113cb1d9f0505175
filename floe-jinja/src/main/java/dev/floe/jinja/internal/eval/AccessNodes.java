package dev.floe.jinja.internal.eval;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.Access;
import dev.floe.jinja.internal.value.Method;
import dev.floe.jinja.internal.value.PyTuple;
import org.jspecify.annotations.Nullable;

/** Expressions that take something out of a value. */
final class AccessNodes {
    private AccessNodes() {}

    static final class Attribute extends Node {
        final Node object;
        final String name;
        private final int line;

        Attribute(Node object, String name, int line) {
            this.object = object;
            this.name = name;
            this.line = line;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            return of(frame, object.eval(frame));
        }

        @Nullable Object of(Frame frame, @Nullable Object value) {
            frame.run.line = line;
            Object found = Access.attribute(value, name);
            return found == Values.MISSING ? frame.run.undefinedOf(value, name) : found;
        }

        /** The method of a built-in type that the attribute is, or null. */
        @Nullable Method method(@Nullable Object value) {
            return Access.method(value, name);
        }
    }

    static final class Item extends Node {
        private final Node object;
        private final Node key;
        private final int line;

        Item(Node object, Node key, int line) {
            this.object = object;
            this.key = key;
            this.line = line;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            Object value = object.eval(frame);
            Object wanted = key.eval(frame);
            frame.run.line = line;
            Object found = Access.item(value, wanted);
            return found == Values.MISSING ? frame.run.undefinedOf(value, wanted) : found;
        }
    }

    static final class Slice extends Node {
        private final Node object;
        private final @Nullable Node start;
        private final @Nullable Node stop;
        private final @Nullable Node step;
        private final boolean inAdvance;
        private final int line;

        /**
         * @param inAdvance whether Jinja computes it before anything runs: then what cannot be sliced gives undefined
         */
        Slice(
                Node object,
                @Nullable Node start,
                @Nullable Node stop,
                @Nullable Node step,
                boolean inAdvance,
                int line) {
            this.object = object;
            this.start = start;
            this.stop = stop;
            this.step = step;
            this.inAdvance = inAdvance;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object value = object.eval(frame);
            Object from = part(start, frame);
            Object to = part(stop, frame);
            Object by = part(step, frame);
            frame.run.line = line;
            try {
                return Access.slice(value, from, to, by);
            } catch (JinjaException e) {
                if (inAdvance && e.kind() == ErrorKind.TYPE) {
                    return frame.run.undefinedOf(value, PyTuple.of(from, to, by));
                }
                throw e;
            }
        }

        private static @Nullable Object part(@Nullable Node node, Frame frame) {
            return node == null ? null : node.eval(frame);
        }
    }
}

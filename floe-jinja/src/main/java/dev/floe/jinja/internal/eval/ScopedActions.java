package dev.floe.jinja.internal.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements whose body has a scope of its own. */
final class ScopedActions {
    private ScopedActions() {}

    static final class With extends Action {
        private final Assignment[] targets;
        private final Node[] values;
        private final Entry entry;
        private final Body body;
        private final int line;

        With(List<Assignment> targets, List<Node> values, Entry entry, Body body, int line) {
            this.targets = targets.toArray(new Assignment[0]);
            this.values = values.toArray(new Node[0]);
            this.entry = entry;
            this.body = body;
            this.line = line;
        }

        @Override
        Flow run(Frame frame, Output out) {
            frame.run.line = line;
            entry.run(frame);
            for (int i = 0; i < targets.length; i++) {
                targets[i].assign(frame, values[i].eval(frame));
            }
            return body.run(frame, out);
        }
    }

    /** A body whose text is filtered and then printed or assigned. */
    static final class Captured extends Action {
        private final Entry entry;
        private final Body body;
        private final int buffer;
        private final @Nullable Node filter;
        private final @Nullable Assignment target;
        private final int line;

        /**
         * @param buffer the slot that the filter reads the text from
         * @param target what the text is assigned to; null if it is printed
         */
        Captured(Entry entry, Body body, int buffer, @Nullable Node filter, @Nullable Assignment target, int line) {
            this.entry = entry;
            this.body = body;
            this.buffer = buffer;
            this.filter = filter;
            this.target = target;
            this.line = line;
        }

        @Override
        Flow run(Frame frame, Output out) {
            entry.run(frame);
            Output captured = new Output(frame.run);
            Flow flow = body.run(frame, captured);
            if (flow != Flow.NEXT) {
                return flow;
            }
            frame.run.line = line;
            Object text = captured.join();
            if (filter != null) {
                frame.slots[buffer] = text;
                text = filter.eval(frame);
            }
            if (target == null) {
                out.result(text);
            } else {
                target.check(frame);
                target.assign(frame, text);
            }
            return flow;
        }
    }
}

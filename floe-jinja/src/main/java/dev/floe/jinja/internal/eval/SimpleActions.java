package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.Py;
import org.jspecify.annotations.Nullable;

/** Statements without a scope of their own. */
final class SimpleActions {
    private SimpleActions() {}

    static final class Text extends Action {
        private final String text;

        Text(String text) {
            this.text = text;
        }

        @Override
        Flow run(Frame frame, Output out) {
            out.text(text);
            return Flow.NEXT;
        }
    }

    static final class Print extends Action {
        private final Node value;
        private final boolean constant;
        private final int line;

        Print(Node value, boolean constant, int line) {
            this.value = value;
            this.constant = constant;
            this.line = line;
        }

        @Override
        Flow run(Frame frame, Output out) {
            frame.run.line = line;
            if (value instanceof Constants.Folded folded) {
                Object known = folded.known(frame);
                boolean open = known == Values.MISSING;
                out.value(open ? folded.running(frame) : known, !open);
            } else {
                out.value(value.eval(frame), constant);
            }
            return Flow.NEXT;
        }
    }

    static final class Do extends Action {
        private final Node value;
        private final int line;

        Do(Node value, int line) {
            this.value = value;
            this.line = line;
        }

        @Override
        Flow run(Frame frame, Output out) {
            frame.run.line = line;
            value.eval(frame);
            return Flow.NEXT;
        }
    }

    static final class Set extends Action {
        private final Assignment target;
        private final Node value;
        private final int line;

        Set(Assignment target, Node value, int line) {
            this.target = target;
            this.value = value;
            this.line = line;
        }

        @Override
        Flow run(Frame frame, Output out) {
            frame.run.line = line;
            target.check(frame);
            Object result = value.eval(frame);
            frame.run.line = line;
            target.assign(frame, result);
            return Flow.NEXT;
        }
    }

    static final class If extends Action {
        private final Node[] tests;
        private final int[] lines;
        private final Body[] bodies;
        private final Body otherwise;

        If(Node[] tests, int[] lines, Body[] bodies, Body otherwise) {
            this.tests = tests;
            this.lines = lines;
            this.bodies = bodies;
            this.otherwise = otherwise;
        }

        @Override
        Flow run(Frame frame, Output out) {
            for (int i = 0; i < tests.length; i++) {
                frame.run.line = lines[i];
                if (Py.truth(tests[i].eval(frame))) {
                    return bodies[i].run(frame, out);
                }
            }
            return otherwise.run(frame, out);
        }
    }

    /** {@code break} or {@code continue}. */
    static final class Leave extends Action {
        private final Flow flow;

        Leave(Flow flow) {
            this.flow = flow;
        }

        @Override
        Flow run(Frame frame, Output out) {
            return flow;
        }
    }

    /** Makes a macro and gives it its name. */
    static final class Define extends Action {
        private final Function function;
        private final Assignment target;

        Define(Function function, Assignment target) {
            this.function = function;
            this.target = target;
        }

        @Override
        Flow run(Frame frame, Output out) {
            target.assign(frame, new Macro(function, frame));
            return Flow.NEXT;
        }
    }

    static final class CallBlock extends Action {
        private final Function body;
        private final CallNodes.Call call;
        private final int line;

        CallBlock(Function body, CallNodes.Call call, int line) {
            this.body = body;
            this.call = call;
            this.line = line;
        }

        @Override
        Flow run(Frame frame, Output out) {
            frame.run.line = line;
            @Nullable Object result = call.eval(frame, new Macro(body, frame));
            out.result(result);
            return Flow.NEXT;
        }
    }
}

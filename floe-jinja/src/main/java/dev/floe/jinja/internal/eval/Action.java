package dev.floe.jinja.internal.eval;

import java.util.List;

/** A linked statement. Immutable. */
abstract class Action {
    /** How a statement ends. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    abstract Flow run(Frame frame, Output out);

    /** Statements one after the other. */
    static final class Body {
        private final Action[] actions;

        Body(List<Action> actions) {
            this.actions = actions.toArray(new Action[0]);
        }

        Flow run(Frame frame, Output out) {
            for (Action action : actions) {
                Flow flow = action.run(frame, out);
                if (flow != Flow.NEXT) {
                    return flow;
                }
            }
            return Flow.NEXT;
        }

        boolean isEmpty() {
            return actions.length == 0;
        }
    }
}

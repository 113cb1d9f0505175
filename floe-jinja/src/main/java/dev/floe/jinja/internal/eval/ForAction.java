package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Callable;
import dev.floe.jinja.internal.value.Py;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A loop. */
final class ForAction extends Action {
    private final Parts parts;

    /**
     * What a loop is made of.
     *
     * @param target in the body's scope
     * @param testTarget in the test's own scope; null without a test
     * @param loopSlot the slot of {@code loop}, -1 if the body does not use it
     * @param recursive the scope of the frame that each level of a recursive loop has; null for a plain one
     */
    record Parts(
            Node iterable,
            Assignment target,
            @Nullable Assignment testTarget,
            @Nullable Node test,
            Entry testEntry,
            int loopSlot,
            @Nullable FunctionScope recursive,
            Entry entry,
            Body body,
            Entry elseEntry,
            Body otherwise,
            int line) {}

    ForAction(Parts parts) {
        this.parts = parts;
    }

    @Override
    Flow run(Frame frame, Output out) {
        frame.run.line = parts.line;
        Object iterable = parts.iterable.eval(frame);
        frame.run.line = parts.line;
        if (parts.recursive == null) {
            return loop(frame, out, iterable, null, 0);
        }
        out.value(level(frame, iterable, 0), false);
        return Flow.NEXT;
    }

    /** One level of a recursive loop. */
    @SuppressWarnings("NullAway") // called for recursive loops only
    private String level(Frame outer, @Nullable Object iterable, int depth) {
        Run run = outer.run;
        Frame frame = new Frame(run, outer.names, outer, parts.recursive);
        Output out = new Output(run);
        run.descend();
        int line = run.line;
        run.line = parts.line;
        loop(
                frame,
                out,
                iterable,
                arguments -> {
                    int next = ((Long) arguments.positional().get(1)).intValue();
                    return level(outer, arguments.positional().get(0), next);
                },
                depth);
        run.line = line;
        run.ascend();
        return out.join();
    }

    private Flow loop(Frame frame, Output out, @Nullable Object iterable, @Nullable Callable recurse, int depth) {
        Iterator<Object> elements = Py.iterate(iterable);
        boolean known = parts.test == null && Py.hasLength(iterable);
        if (parts.test != null) {
            parts.testEntry.run(frame);
            elements = new Tested(frame, elements);
        }
        boolean completed = parts.loopSlot < 0
                ? plain(frame, out, elements)
                : extended(
                        frame,
                        out,
                        new LoopContext(frame.run, elements, known ? Py.length(iterable) : -1, recurse, depth));
        if (!completed && !parts.otherwise.isEmpty()) {
            parts.elseEntry.run(frame);
            return parts.otherwise.run(frame, out);
        }
        return Flow.NEXT;
    }

    /** Gives whether any round ran to its end: Jinja runs the else part if none did. */
    private boolean plain(Frame frame, Output out, Iterator<Object> elements) {
        boolean completed = false;
        while (elements.hasNext()) {
            Flow flow = round(frame, out, elements.next());
            if (flow == Flow.BREAK) {
                break;
            }
            completed |= flow == Flow.NEXT;
        }
        return completed;
    }

    private boolean extended(Frame frame, Output out, LoopContext loop) {
        boolean completed = false;
        while (loop.advance()) {
            frame.slots[parts.loopSlot] = loop;
            Flow flow = round(frame, out, loop.current());
            if (flow == Flow.BREAK) {
                break;
            }
            completed |= flow == Flow.NEXT;
        }
        return completed;
    }

    private Flow round(Frame frame, Output out, @Nullable Object element) {
        frame.run.count(1);
        frame.run.line = parts.line;
        parts.target.assign(frame, element);
        parts.entry.run(frame);
        return parts.body.run(frame, out);
    }

    /** The elements that pass the loop's test. */
    private final class Tested implements Iterator<Object> {
        private final Frame frame;
        private final Iterator<Object> elements;
        private @Nullable Object next;
        private boolean ready;

        Tested(Frame frame, Iterator<Object> elements) {
            this.frame = frame;
            this.elements = elements;
        }

        @Override
        @SuppressWarnings("NullAway") // made for loops with a test only
        public boolean hasNext() {
            while (!ready && elements.hasNext()) {
                Object candidate = elements.next();
                frame.run.count(1);
                frame.run.line = parts.line;
                parts.testTarget.assign(frame, candidate);
                if (Py.truth(parts.test.eval(frame))) {
                    next = parts.testTarget.read(frame);
                    ready = true;
                }
            }
            return ready;
        }

        @Override
        @SuppressWarnings("NullAway") // elements may be None
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ready = false;
            return next;
        }
    }
}

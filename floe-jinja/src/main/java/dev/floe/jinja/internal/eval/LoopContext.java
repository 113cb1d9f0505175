package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.NamedFunction;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.QualifiedName;
import dev.floe.jinja.internal.value.Undefineds;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}: where a loop is, and, if it is recursive, the function that runs it on another iterable. */
final class LoopContext implements QualifiedName, Callable {
    private static final Signature CYCLE = Signature.of("LoopContext.cycle(self, /, *args)");
    private static final Signature CHANGED = Signature.of("LoopContext.changed(self, /, *value)");
    private static final Signature CALL = Signature.of("LoopContext.__call__(self, /, iterable)");

    private final Run run;
    private final @Nullable Callable recurse;
    private final int depth0;
    private Iterator<Object> elements;
    private long index0 = -1;
    private long length;
    private @Nullable Object before = Values.MISSING;
    private @Nullable Object current = Values.MISSING;
    private @Nullable Object after = Values.MISSING;
    private @Nullable Object lastChanged = Values.MISSING;

    /**
     * @param length of what is iterated; -1 if it is not known
     * @param recurse runs the loop on its first argument, at the depth of its second, or null
     */
    LoopContext(Run run, Iterator<Object> elements, long length, @Nullable Callable recurse, int depth0) {
        this.run = run;
        this.elements = elements;
        this.length = length;
        this.recurse = recurse;
        this.depth0 = depth0;
    }

    boolean advance() {
        if (!peek()) {
            return false;
        }
        index0++;
        before = current;
        current = after;
        after = Values.MISSING;
        return true;
    }

    @Nullable Object current() {
        return current;
    }

    private boolean peek() {
        if (after == Values.MISSING) {
            if (!elements.hasNext()) {
                return false;
            }
            after = elements.next();
        }
        return true;
    }

    private long size() {
        if (length < 0) {
            PyList rest = new PyList();
            while (elements.hasNext()) {
                run.count(1);
                rest.add(elements.next());
            }
            elements = Py.iterate(rest);
            length = rest.size() + index0 + 1 + (after == Values.MISSING ? 0 : 1);
        }
        return length;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "index" -> index0 + 1;
            case "index0" -> index0;
            case "first" -> index0 == 0;
            case "last" -> !peek();
            case "length" -> size();
            case "revindex" -> size() - index0;
            case "revindex0" -> size() - index0 - 1;
            case "depth" -> (long) depth0 + 1;
            case "depth0" -> (long) depth0;
            case "previtem" ->
                before == Values.MISSING
                        ? Undefineds.of(run.settings().undefinedKind(), "None", "there is no previous item")
                        : before;
            case "nextitem" ->
                peek() ? after : Undefineds.of(run.settings().undefinedKind(), "None", "there is no next item");
            case "cycle" -> NamedFunction.method("LoopContext.cycle", this, this::cycle);
            case "changed" -> NamedFunction.method("LoopContext.changed", this, this::changed);
            default -> Values.MISSING;
        };
    }

    private @Nullable Object cycle(Arguments arguments) {
        CYCLE.bind(arguments);
        int count = arguments.positional().size();
        if (count == 0) {
            throw PyError.type("no items for cycling given");
        }
        return arguments.positional().get((int) (index0 % count));
    }

    private Object changed(Arguments arguments) {
        CHANGED.bind(arguments);
        PyTuple values = PyTuple.of(arguments.positional().toArray());
        if (lastChanged != Values.MISSING && Comparing.equal(lastChanged, values)) {
            return false;
        }
        lastChanged = values;
        return true;
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
        Object iterable = CALL.bind(arguments)[0];
        if (recurse == null) {
            throw PyError.type("The loop must have the 'recursive' marker to be called recursively.");
        }
        return recurse.call(Arguments.of(iterable, (long) depth0 + 1));
    }

    /** The rest of the rounds, each with this object: what is taken here, the loop itself does not see. */
    @Override
    public Optional<Iterator<?>> iterate() {
        return Optional.of(new Iterator<Object>() {
            @Override
            public boolean hasNext() {
                return peek();
            }

            @Override
            public Object next() {
                advance();
                return PyTuple.of(current, LoopContext.this);
            }
        });
    }

    @Override
    public OptionalInt length() {
        return OptionalInt.of((int) size());
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String qualifiedName() {
        return "jinja2.runtime.LoopContext";
    }

    @Override
    public String repr() {
        return "<LoopContext " + (index0 + 1) + "/" + size() + ">";
    }
}

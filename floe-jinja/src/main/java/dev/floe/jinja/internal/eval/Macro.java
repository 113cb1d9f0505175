package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.QualifiedName;
import dev.floe.jinja.internal.value.Repr;
import dev.floe.jinja.internal.value.Undefineds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro, or the body of a call block, with the variables it stands among. */
final class Macro implements Callable, QualifiedName {
    private final Function function;
    private final Frame closure;

    Macro(Function function, Frame closure) {
        this.function = function;
        this.closure = closure;
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
        Run run = closure.run;
        // a macro that outlived its rendering runs in a new one
        return run.isActive()
                ? call(run, arguments)
                : Run.within(run.settings(), function.source(), fresh -> call(fresh, arguments));
    }

    @Nullable Object call(Run run, Arguments arguments) {
        Frame frame = new Frame(run, closure.names, closure, function.scope());
        bind(frame, arguments);
        return run.macro(function.name(), function.source(), closure.natively, () -> run(frame));
    }

    private @Nullable Object run(Frame frame) {
        Output out = new Output(frame.run);
        try {
            function.entry().run(frame);
            setDefaults(frame);
            function.body().run(frame, out);
            return out.join();
        } catch (ReturnSignal signal) {
            if (function.isCaller()) {
                throw signal;
            }
            return signal.value();
        }
    }

    private void bind(Frame frame, Arguments arguments) {
        List<Object> positional = arguments.positional();
        Map<String, Object> keywords = arguments.keywords();
        int[] slots = function.parameterSlots();
        int given = Math.min(positional.size(), slots.length);
        for (int i = 0; i < given; i++) {
            frame.slots[slots[i]] = positional.get(i);
        }
        Map<String, Object> rest = keywords.isEmpty() ? keywords : new LinkedHashMap<>(keywords);
        for (int i = given; i < slots.length; i++) {
            Object name = function.parameterNames().get(i);
            boolean named = rest.containsKey(name);
            frame.slots[slots[i]] = named ? rest.remove(name) : Values.MISSING;
        }
        bindCaller(frame, rest);
        if (function.kwargsSlot() >= 0) {
            frame.slots[function.kwargsSlot()] = new PyDict(rest);
        } else if (!rest.isEmpty()) {
            throw unexpected(rest);
        }
        if (function.varargsSlot() >= 0) {
            frame.slots[function.varargsSlot()] =
                    PyTuple.of(positional.subList(given, positional.size()).toArray());
        } else if (positional.size() > slots.length) {
            throw PyError.type("macro " + quotedName() + " takes not more than " + slots.length + " argument(s)");
        }
    }

    private void bindCaller(Frame frame, Map<String, Object> rest) {
        if (function.callerSlot() >= 0 && !function.explicitCaller()) {
            Object caller = rest.isEmpty() ? null : rest.remove("caller");
            frame.slots[function.callerSlot()] = caller == null
                    ? Undefineds.of(frame.run.settings().undefinedKind(), "caller", "No caller defined")
                    : caller;
        }
    }

    private RuntimeException unexpected(Map<String, Object> rest) {
        if (rest.containsKey("caller")) {
            return PyError.type("macro " + quotedName()
                    + " was invoked with two values for the special caller argument." + " This is most likely a bug.");
        }
        return PyError.type("macro " + quotedName() + " takes no keyword argument "
                + Repr.quote(rest.keySet().iterator().next()));
    }

    private String quotedName() {
        return function.isCaller() ? "None" : Repr.quote(function.name());
    }

    private void setDefaults(Frame frame) {
        int[] slots = function.parameterSlots();
        for (int i = 0; i < slots.length; i++) {
            if (frame.slots[slots[i]] == Values.MISSING) {
                Node value = function.defaults()[i];
                String name = (String) function.parameterNames().get(i);
                frame.slots[slots[i]] = value == null
                        ? Undefineds.of(
                                frame.run.settings().undefinedKind(),
                                name,
                                "parameter " + Repr.quote(name) + " was not provided")
                        : value.eval(frame);
            }
        }
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "name" -> function.isCaller() ? null : function.name();
            case "arguments" -> function.parameterNames();
            case "caller" -> function.callerSlot() >= 0;
            case "catch_kwargs" -> function.kwargsSlot() >= 0;
            case "catch_varargs" -> function.varargsSlot() >= 0;
            case "explicit_caller" -> function.explicitCaller();
            default -> Values.MISSING;
        };
    }

    @Override
    public String qualifiedName() {
        return "jinja2.runtime.Macro";
    }

    @Override
    public String repr() {
        return function.isCaller() ? "<Macro anonymous>" : "<Macro " + Repr.quote(function.name()) + ">";
    }
}

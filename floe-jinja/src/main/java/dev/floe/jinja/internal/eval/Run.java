package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.JinjaException.MacroCall;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.syntax.SourceLines;
import dev.floe.jinja.internal.value.Budget;
import dev.floe.jinja.internal.value.FromHost;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.Undefineds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One rendering: where it is, what it has used up. A thread has at most one; what the host calls meanwhile joins it. */
public final class Run {
    private static final ThreadLocal<Run> CURRENT = new ThreadLocal<>();
    private static final int CHECK_EVERY = 256;

    private final Settings settings;
    private long iterations;
    private long written;
    private int untilCheck = CHECK_EVERY;
    private int depth;
    private boolean nativeOutput;

    /** The line that is being run; set by whatever can fail. */
    int line;

    private @Nullable Source source;
    private @Nullable Call calls;

    /** A template's name and text. */
    record Source(String name, String text) {}

    /** A macro that runs, where it was called from, and the call it is part of. */
    private record Call(
            String macro,
            @Nullable Source caller,
            int line,
            @Nullable Call outer) {}

    private Run(Settings settings) {
        this.settings = settings;
    }

    /** This thread's rendering. */
    static Run current() {
        Run run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException("nothing is being rendered");
        }
        return run;
    }

    /** Whether this is what the thread is rendering. */
    boolean isActive() {
        return CURRENT.get() == this;
    }

    /** Whether the template renders to a value. */
    boolean isNative() {
        return nativeOutput;
    }

    /** The environment's rules. */
    public Settings settings() {
        return settings;
    }

    /** Does something as part of this thread's rendering, which is begun, at the first line of the source, if there is none. */
    @SuppressWarnings("ReferenceEquality") // the rules of one environment are one object
    static <T> @Nullable T within(Settings settings, Source source, Function<Run, @Nullable T> action) {
        Run outer = CURRENT.get();
        if (outer != null && outer.settings == settings) {
            return action.apply(outer);
        }
        Run run = new Run(settings);
        run.source = source;
        run.line = 1;
        Budget budget = Budget.set(Budget.of(settings.limits()));
        CURRENT.set(run);
        try {
            return action.apply(run);
        } catch (JinjaException e) {
            throw run.locate(e);
        } catch (StackOverflowError e) {
            throw run.locate(JinjaException.of(ErrorKind.LIMIT, "the template recurses too deeply"));
        } catch (OutOfMemoryError e) {
            // most often one value that is too large for the heap: it is garbage by now
            throw run.locate(JinjaException.of(ErrorKind.LIMIT, "the template needs more memory than there is"));
        } finally {
            Budget.set(budget);
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Renders a template, which another one may be rendering by way of the host. */
    static <T> @Nullable T template(
            Settings settings, Source inner, boolean natively, Function<Run, @Nullable T> action) {
        return within(settings, inner, run -> run.template(inner, natively, action));
    }

    private <T> @Nullable T template(Source inner, boolean natively, Function<Run, @Nullable T> action) {
        Source outerSource = source;
        int outerLine = line;
        boolean outerNative = nativeOutput;
        source = inner;
        line = 1;
        nativeOutput = natively;
        try {
            return action.apply(this);
        } catch (JinjaException e) {
            throw locate(e);
        } catch (ReturnSignal e) {
            throw calls == null ? locate(PyError.runtime("return() was called outside of a macro")) : e;
        } finally {
            source = outerSource;
            line = outerLine;
            nativeOutput = outerNative;
        }
    }

    /**
     * Runs a macro's body: as part of its own template, one level deeper.
     *
     * @param natively whether that template renders to a value
     */
    <T> T macro(String name, Source inner, boolean natively, Supplier<T> body) {
        count(1);
        if (depth >= settings.limits().depth()) {
            throw JinjaException.of(
                    ErrorKind.LIMIT,
                    "more than " + depth + " macro calls are nested in each other; the innermost is '" + name + "'");
        }
        Call outerCalls = calls;
        Source outerSource = source;
        int outerLine = line;
        calls = new Call(name, outerSource, outerLine, outerCalls);
        boolean outerNative = nativeOutput;
        source = inner;
        nativeOutput = natively;
        depth++;
        try {
            return body.get();
        } catch (JinjaException e) {
            throw locate(e);
        } finally {
            depth--;
            calls = outerCalls;
            source = outerSource;
            nativeOutput = outerNative;
            line = outerLine;
        }
    }

    /** Enters a level of a recursive loop. */
    void descend() {
        if (++depth > settings.limits().depth()) {
            throw JinjaException.of(ErrorKind.LIMIT, "a loop recurses more than " + (depth - 1) + " levels deep");
        }
    }

    void ascend() {
        depth--;
    }

    private JinjaException locate(JinjaException e) {
        Source at = source;
        if (e.position().isPresent() || at == null) {
            return e;
        }
        List<MacroCall> stack = new ArrayList<>();
        for (Call call = calls; call != null; call = call.outer) {
            Source caller = call.caller;
            stack.add(new MacroCall(call.macro, caller == null ? "" : caller.name, caller == null ? 0 : call.line));
        }
        return e.at(SourceLines.position(at.name, at.text, line), stack);
    }

    /** Counts rounds of loops, and looks now and then whether the thread is to stop. */
    public void count(long rounds) {
        iterations += rounds;
        if (iterations > settings.limits().iterations()) {
            throw JinjaException.of(
                    ErrorKind.LIMIT, "more than " + settings.limits().iterations() + " rounds of loops");
        }
        if (--untilCheck <= 0) {
            untilCheck = CHECK_EVERY;
            Budget.stopIfInterrupted();
        }
    }

    /** Counts characters of output. */
    void wrote(int characters) {
        written += characters;
        if (written > settings.limits().output()) {
            throw JinjaException.of(
                    ErrorKind.LIMIT, "more than " + settings.limits().output() + " characters of output");
        }
    }

    /** Calls a value. */
    public @Nullable Object call(@Nullable Object callee, Arguments arguments) {
        if (callee instanceof Callable callable) {
            try {
                return FromHost.convert(callable.call(arguments));
            } catch (JinjaException | ReturnSignal e) {
                throw e;
            } catch (RuntimeException e) {
                throw hostFailure(e);
            }
        }
        if (callee instanceof Undefined undefined) {
            if (undefined.kind() == UndefinedKind.CAPTURING) {
                return undefined;
            }
            throw undefined.failure();
        }
        throw PyError.type("'" + Py.typeName(callee) + "' object is not callable");
    }

    static JinjaException hostFailure(RuntimeException e) {
        String message = e.getMessage();
        return JinjaException.of(ErrorKind.HOST, message == null ? e.getClass().getSimpleName() : message, e);
    }

    /** An undefined value for a name. */
    public Undefined undefinedName(String name) {
        return Undefined.name(settings.undefinedKind(), name);
    }

    /** An undefined value for an attribute or item. */
    public Undefined undefinedOf(@Nullable Object object, @Nullable Object key) {
        return Undefineds.of(settings.undefinedKind(), object, key);
    }
}

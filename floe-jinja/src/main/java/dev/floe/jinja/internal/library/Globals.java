package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.internal.eval.Namespace;
import dev.floe.jinja.internal.value.DictMethods;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyRange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jinja's built-in global functions. */
public final class Globals {
    /** The sandbox allows no longer ranges. */
    private static final long MAX_RANGE = 100_000;

    private static final Signature JOINER = Signature.of("joiner(sep=', ')");

    /** By name. */
    public static final Map<String, Object> ALL = Map.of(
            "range", (Callable) Globals::range,
            "dict", (Callable) Globals::dict,
            "lipsum", (Callable) LoremIpsum::generate,
            "cycler", (Callable) arguments -> new Cycler(arguments.positional()),
            "joiner", (Callable) arguments -> new Joiner(JOINER.bind(arguments)[0]),
            "namespace", (Callable) Globals::namespace);

    private Globals() {}

    private static long bound(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        return Numbers.clamp(value);
    }

    private static Object range(Arguments arguments) {
        List<Object> given = arguments.positional();
        if (!arguments.keywords().isEmpty()) {
            throw PyError.type("range() takes no keyword arguments");
        }
        if (given.isEmpty() || given.size() > 3) {
            throw PyError.type(
                    given.isEmpty()
                            ? "range expected at least 1 argument, got 0"
                            : "range expected at most 3 arguments, got " + given.size());
        }
        long start = given.size() > 1 ? bound(given.get(0)) : 0;
        long stop = bound(given.get(given.size() > 1 ? 1 : 0));
        long step = given.size() > 2 ? bound(given.get(2)) : 1;
        if (step == 0) {
            throw PyError.value("range() arg 3 must not be zero");
        }
        long length = PyRange.length(start, stop, step);
        if (length > MAX_RANGE) {
            throw PyError.overflow(
                    "Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + MAX_RANGE + ").");
        }
        return PyRange.of(start, stop, step, (int) length);
    }

    private static Object dict(Arguments arguments) {
        PyDict dict = new PyDict();
        if (!arguments.positional().isEmpty()) {
            source(arguments, "dict", dict);
        }
        dict.putAll(arguments.keywords());
        return dict;
    }

    private static void source(Arguments arguments, String function, PyDict dict) {
        int count = arguments.positional().size();
        if (count > 1) {
            throw PyError.type(function + " expected at most 1 argument, got " + count);
        }
        DictMethods.putAll(dict, arguments.positional().get(0));
    }

    private static Object namespace(Arguments arguments) {
        PyDict initial = new PyDict();
        if (!arguments.positional().isEmpty()) {
            source(arguments, "dict", initial);
        }
        return new Namespace(initial, arguments.keywords());
    }
}

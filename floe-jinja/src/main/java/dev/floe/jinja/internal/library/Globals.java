package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import dev.floe.jinja.internal.eval.Namespace;
import dev.floe.jinja.internal.value.DictMethods;
import dev.floe.jinja.internal.value.NamedFunction;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyRange;
import dev.floe.jinja.internal.value.Repr;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jinja's built-in global functions. */
public final class Globals {
    /** The sandbox allows no longer ranges. */
    private static final long MAX_RANGE = 100_000;

    private static final Signature CYCLER = Signature.of("Cycler.__init__(self, /, *items)");
    private static final Signature JOINER = Signature.of("Joiner.__init__(self, /, sep=', ')");

    /** By name. */
    public static final Map<String, Object> ALL = Map.of(
            "range", NamedFunction.of("safe_range", Globals::range),
            "dict", new TypeObject("dict", Globals::dict),
            "lipsum", NamedFunction.of("generate_lorem_ipsum", LoremIpsum::generate),
            "cycler", new TypeObject("jinja2.utils.Cycler", arguments -> new Cycler(CYCLER.bind(arguments)[0])),
            "joiner", new TypeObject("jinja2.utils.Joiner", arguments -> new Joiner(JOINER.bind(arguments)[0])),
            "namespace", new TypeObject("jinja2.utils.Namespace", Globals::namespace));

    private Globals() {}

    private static BigInteger bound(@Nullable Object value) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        return Numbers.big(value);
    }

    private static Object range(Arguments arguments) {
        List<Object> given = arguments.positional();
        if (!arguments.keywords().isEmpty()) {
            throw PyError.type("safe_range() got an unexpected keyword argument "
                    + Repr.quote(arguments.keywords().keySet().iterator().next()));
        }
        if (given.isEmpty() || given.size() > 3) {
            throw PyError.type(
                    given.isEmpty()
                            ? "range expected at least 1 argument, got 0"
                            : "range expected at most 3 arguments, got " + given.size());
        }
        BigInteger start = given.size() > 1 ? bound(given.get(0)) : BigInteger.ZERO;
        BigInteger stop = bound(given.get(given.size() > 1 ? 1 : 0));
        BigInteger step = given.size() > 2 ? bound(given.get(2)) : BigInteger.ONE;
        if (step.signum() == 0) {
            throw PyError.value("range() arg 3 must not be zero");
        }
        BigInteger distance = stop.subtract(start);
        BigInteger length = distance.signum() == step.signum()
                ? distance.subtract(BigInteger.valueOf(step.signum()))
                        .divide(step)
                        .add(BigInteger.ONE)
                : BigInteger.ZERO;
        if (length.bitLength() < 64 && length.longValue() > MAX_RANGE) {
            throw PyError.overflow(
                    "Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + MAX_RANGE + ").");
        }
        if (length.signum() == 0) {
            return PyRange.of(0, 0, 1, 0);
        }
        if (Stream.of(length, start, stop, step).anyMatch(number -> number.bitLength() > 63)) {
            throw PyError.overflow("Python int too large to convert to C ssize_t");
        }
        return PyRange.of(start.longValue(), stop.longValue(), step.longValue(), length.intValue());
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

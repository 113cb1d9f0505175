package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of the arguments of built-in methods, which take them by position. */
final class Parameters {
    private Parameters() {}

    /** The arguments, if there are as many as are allowed. */
    static List<Object> take(Arguments arguments, String method, int least, int most) {
        List<Object> given = arguments.positional();
        if (!arguments.keywords().isEmpty()) {
            throw PyError.type(method + "() takes no keyword arguments");
        }
        if (given.size() < least || given.size() > most) {
            if (most < 2 && least == most) {
                String count = most == 0 ? "no arguments" : "exactly one argument";
                throw PyError.type(method + "() takes " + count + " (" + given.size() + " given)");
            }
            boolean few = given.size() < least;
            int bound = few ? least : most;
            String name = method.substring(method.indexOf('.') + 1);
            if (least == most) {
                throw PyError.type(name + " expected " + most + " arguments, got " + given.size());
            }
            throw PyError.type(name + " expected at " + (few ? "least " : "most ") + bound + " argument"
                    + (bound == 1 ? "" : "s") + ", got " + given.size());
        }
        return given;
    }

    /**
     * A text argument.
     *
     * @param problem what is said if it is none, before the type
     */
    static String text(@Nullable Object value, String problem) {
        String text = Py.text(value);
        if (text == null) {
            throw PyError.type(problem + ", not " + Py.typeName(value));
        }
        return text;
    }

    /** An int argument, clamped to Java's. */
    static int integer(@Nullable Object value) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        if (value instanceof BigInteger) {
            throw PyError.overflow("Python int too large to convert to C ssize_t");
        }
        return Numbers.clamp(value);
    }

    /**
     * The bound of a slice, clamped to Java's ints.
     *
     * @param wanted what the message says it has to be
     */
    static int bound(@Nullable Object value, String wanted) {
        if (value == null || !Numbers.isInt(value)) {
            throw PyError.type("slice indices must be " + wanted + " or have an __index__ method");
        }
        return Numbers.clamp(value);
    }
}

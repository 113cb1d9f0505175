package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Undefined;
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
            if (least == most) {
                String count = most == 0
                        ? "no arguments"
                        : most == 1 ? "exactly one argument" : "exactly " + most + " arguments";
                throw PyError.type(method + "() takes " + count + " (" + given.size() + " given)");
            }
            boolean few = given.size() < least;
            int bound = few ? least : most;
            String name = method.substring(method.indexOf('.') + 1);
            throw PyError.type(name + " expected at " + (few ? "least " : "most ") + bound + " argument"
                    + (bound == 1 ? "" : "s") + ", got " + given.size());
        }
        return given;
    }

    /** A text argument. */
    static String text(@Nullable Object value, String method) {
        String text = Py.text(value);
        if (text == null) {
            throw value instanceof Undefined undefined
                    ? undefined.failure()
                    : PyError.type(method + "() argument must be str, not " + Py.typeName(value));
        }
        return text;
    }

    /** An int argument, clamped to Java's. */
    static int integer(@Nullable Object value) {
        if (value == null || !Numbers.isInt(value)) {
            throw value instanceof Undefined undefined
                    ? undefined.failure()
                    : PyError.type("'" + Py.typeName(value) + "' object cannot be interpreted as an integer");
        }
        return Numbers.clamp(value);
    }
}

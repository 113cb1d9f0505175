package dev.floe.jinja.internal.value;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import org.jspecify.annotations.Nullable;

/** Short names for the errors that operations on values raise. */
public final class PyError {
    private PyError() {}

    public static JinjaException type(String detail) {
        return JinjaException.of(ErrorKind.TYPE, detail);
    }

    public static JinjaException value(String detail) {
        return JinjaException.of(ErrorKind.VALUE, detail);
    }

    public static JinjaException key(String repr) {
        return JinjaException.of(ErrorKind.KEY, repr);
    }

    public static JinjaException index(String detail) {
        return JinjaException.of(ErrorKind.INDEX, detail);
    }

    /** The value lacks an attribute that a filter relies on. */
    public static JinjaException attribute(@Nullable Object value, String name) {
        return JinjaException.of(
                ErrorKind.ATTRIBUTE, "'" + Py.typeName(value) + "' object has no attribute '" + name + "'");
    }

    public static JinjaException zeroDivision(String detail) {
        return JinjaException.of(ErrorKind.ZERO_DIVISION, detail);
    }

    public static JinjaException overflow(String detail) {
        return JinjaException.of(ErrorKind.OVERFLOW, detail);
    }

    public static JinjaException runtime(String detail) {
        return JinjaException.of(ErrorKind.RUNTIME, detail);
    }
}

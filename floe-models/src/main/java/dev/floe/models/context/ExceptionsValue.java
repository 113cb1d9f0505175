package dev.floe.models.context;

import dev.floe.jinja.Callable;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code exceptions.raise_compiler_error(…)} and its siblings. */
final class ExceptionsValue implements HostObject {
    private static final Logger log = LoggerFactory.getLogger("dev.floe.models.templates");

    static JinjaException compilation(String message) {
        return JinjaException.of(ErrorKind.RUNTIME, message);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        if (name.equals("warn")) {
            return (Callable) arguments -> {
                log.warn("{}", Values.text(arguments.positional().get(0)));
                return "";
            };
        }
        if (name.startsWith("raise_")
                || name.startsWith("missing_")
                || name.endsWith("_error")
                || name.contains("_wrong_")) {
            return (Callable) arguments -> {
                throw compilation(
                        arguments.positional().isEmpty()
                                ? name
                                : Values.text(arguments.positional().get(0)));
            };
        }
        return Values.MISSING;
    }

    @Override
    public String typeName() {
        return "exceptions";
    }
}

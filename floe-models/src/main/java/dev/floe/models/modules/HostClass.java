package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Python class: called, it makes an object; its members are class methods and constants.
 *
 * @param name as messages say it
 */
record HostClass(String name, Callable constructor, Map<String, Object> members) implements Callable, HostObject {
    @Override
    public @Nullable Object call(Arguments arguments) {
        return constructor.call(arguments);
    }

    @Override
    public @Nullable Object getAttribute(String member) {
        return members.getOrDefault(member, Values.MISSING);
    }

    @Override
    public String typeName() {
        return "type";
    }

    @Override
    public String repr() {
        return "<class '" + name + "'>";
    }

    /** A whole number, or an error that names the argument. */
    static int whole(@Nullable Object value, String argument) {
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw JinjaException.of(
                ErrorKind.TYPE, "'" + argument + "' has to be a whole number, not " + Values.repr(value));
    }

    static JinjaException bad(String message) {
        return JinjaException.of(ErrorKind.RUNTIME, message);
    }
}

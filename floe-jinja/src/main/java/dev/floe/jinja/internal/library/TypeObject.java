package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.Access;
import dev.floe.jinja.internal.value.Method;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.QualifiedName;
import dev.floe.jinja.internal.value.Repr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type among the globals: makes values when it is called, and prints as Python's types do.
 *
 * @param name with its module
 */
record TypeObject(String name, Callable constructor) implements Callable, QualifiedName {
    private static final String DICT = "dict";

    @Override
    public @Nullable Object call(Arguments arguments) {
        return constructor.call(arguments);
    }

    /** Of {@code dict} its methods; any other name makes a parametrized type of it, as every key does. */
    @Override
    public @Nullable Object getAttribute(String attribute) {
        if (attribute.equals("mro")) {
            String detail = "access to attribute 'mro' of 'type' object is unsafe.";
            return new Undefined(UndefinedKind.DEFAULT, attribute, detail, ErrorKind.SECURITY);
        }
        PyDict none = new PyDict();
        Method method = name.equals(DICT) ? Access.method(none, attribute) : null;
        if (method == null) {
            return Values.MISSING;
        }
        return attribute.equals("fromkeys")
                ? (Callable) arguments -> method.call(none, arguments)
                : new Unbound(attribute, method);
    }

    @Override
    public @Nullable Object getItem(@Nullable Object key) {
        boolean hidden = key instanceof String text && text.startsWith("__");
        return name.equals(DICT) && !hidden ? new Parametrized(key, constructor) : Values.MISSING;
    }

    @Override
    public String typeName() {
        return "type";
    }

    @Override
    public String qualifiedName() {
        return "type";
    }

    @Override
    public String repr() {
        return "<class '" + name + "'>";
    }

    /** A method of the type, which takes the value as its first argument. */
    private record Unbound(String name, Method method) implements Callable, QualifiedName {
        @Override
        public @Nullable Object call(Arguments arguments) {
            if (arguments.positional().isEmpty()) {
                throw PyError.type("unbound method dict." + name + "() needs an argument");
            }
            Object self = arguments.positional().get(0);
            if (!(self instanceof PyDict dict)) {
                throw PyError.type("descriptor '" + name + "' for 'dict' objects doesn't apply to a '"
                        + Py.typeName(self) + "' object");
            }
            List<Object> rest =
                    arguments.positional().subList(1, arguments.positional().size());
            return method.call(dict, Arguments.of(rest, arguments.keywords()));
        }

        @Override
        public @Nullable Object getAttribute(String attribute) {
            return Values.MISSING;
        }

        @Override
        public String qualifiedName() {
            return "method_descriptor";
        }

        @Override
        public String typeName() {
            return "method_descriptor";
        }

        @Override
        public String repr() {
            return "<method '" + name + "' of 'dict' objects>";
        }
    }

    /** The type with a parameter. */
    private record Parametrized(@Nullable Object key, Callable constructor) implements Callable, QualifiedName {
        @Override
        public @Nullable Object call(Arguments arguments) {
            return constructor.call(arguments);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return Values.MISSING;
        }

        @Override
        public String qualifiedName() {
            return "types.GenericAlias";
        }

        @Override
        public String typeName() {
            return "types.GenericAlias";
        }

        @Override
        public String repr() {
            String parameters = Repr.of(key);
            boolean several = key instanceof PyTuple tuple && !tuple.isEmpty();
            return "dict[" + (several ? parameters.substring(1, parameters.length() - 1) : parameters) + "]";
        }
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.TemplateTest;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.internal.eval.RunTest;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import dev.floe.jinja.internal.syntax.CompareOperator;
import dev.floe.jinja.internal.value.Arithmetic;
import dev.floe.jinja.internal.value.Casing;
import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.Markup;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.Repr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jinja's built-in tests. */
public final class Tests {
    private static final Signature OTHER = Signature.of("test(other)");
    private static final Signature NONE = Signature.of("test()");

    /** By name. */
    public static final Map<String, TemplateTest> ALL = all();

    private Tests() {}

    private static Map<String, TemplateTest> all() {
        Map<String, TemplateTest> tests = new HashMap<>();
        tests.put("odd", plain(value -> isRest(value, 2L, 1L)));
        tests.put("even", plain(value -> isRest(value, 2L, 0L)));
        tests.put("divisibleby", (value, arguments) -> isRest(value, OTHER.bind(arguments)[0], 0L));
        tests.put("defined", plain(value -> !(value instanceof Undefined)));
        tests.put("undefined", plain(value -> value instanceof Undefined));
        tests.put("none", plain(value -> value == null));
        tests.put("boolean", plain(value -> value instanceof Boolean));
        tests.put("false", plain(value -> Boolean.FALSE.equals(value)));
        tests.put("true", plain(value -> Boolean.TRUE.equals(value)));
        tests.put("integer", plain(value -> Numbers.isInt(value) && !(value instanceof Boolean)));
        tests.put("float", plain(value -> value instanceof Double));
        tests.put("lower", plain(value -> Casing.isLower(Repr.str(value))));
        tests.put("upper", plain(value -> Casing.isUpper(Repr.str(value))));
        tests.put("string", plain(value -> Py.text(value) != null));
        tests.put(
                "mapping",
                plain(value -> value instanceof PyDict || (value instanceof HostObject host && host.isMapping())));
        tests.put("number", plain(Numbers::isNumber));
        tests.put("sequence", plain(Tests::isSequence));
        tests.put("iterable", plain(Py::isIterable));
        tests.put("callable", plain(value -> value instanceof Callable || value instanceof Undefined));
        tests.put("escaped", plain(value -> value instanceof Markup));
        tests.put("sameas", (value, arguments) -> isSame(value, OTHER.bind(arguments)[0]));
        tests.put("in", (value, arguments) -> Comparing.contains(OTHER.bind(arguments)[0], value));
        tests.put("filter", (RunTest)
                (run, value, arguments) -> isKey(value, run.settings().filters()));
        tests.put("test", (RunTest)
                (run, value, arguments) -> isKey(value, run.settings().tests()));
        comparison(tests, CompareOperator.EQUAL, "==", "eq", "equalto");
        comparison(tests, CompareOperator.NOT_EQUAL, "!=", "ne");
        comparison(tests, CompareOperator.GREATER, ">", "gt", "greaterthan");
        comparison(tests, CompareOperator.GREATER_OR_EQUAL, ">=", "ge");
        comparison(tests, CompareOperator.LESS, "<", "lt", "lessthan");
        comparison(tests, CompareOperator.LESS_OR_EQUAL, "<=", "le");
        return Map.copyOf(tests);
    }

    private static TemplateTest plain(Predicate<@Nullable Object> test) {
        return (value, arguments) -> {
            NONE.bind(arguments);
            return test.test(value);
        };
    }

    private static void comparison(Map<String, TemplateTest> tests, CompareOperator operator, String... names) {
        for (String name : names) {
            tests.put(name, (value, arguments) -> Comparing.apply(operator, value, other(arguments, names[1])));
        }
    }

    private static @Nullable Object other(Arguments arguments, String function) {
        if (arguments.count() != 1 || !arguments.keywords().isEmpty()) {
            throw PyError.type(function + " expected 2 arguments, got " + (arguments.count() + 1));
        }
        return arguments.positional().get(0);
    }

    private static boolean isKey(@Nullable Object value, Map<String, ?> names) {
        if (!Py.isHashable(value)) {
            throw PyError.type("unhashable type: '" + Py.typeName(value) + "'");
        }
        return Py.text(value) != null && names.containsKey(Repr.str(value));
    }

    private static boolean isRest(@Nullable Object value, @Nullable Object divisor, Object rest) {
        return Comparing.equal(Arithmetic.apply(BinaryOperator.MODULO, value, divisor), rest);
    }

    private static boolean isSequence(@Nullable Object value) {
        return value instanceof List<?>
                || value instanceof PyDict
                || Py.text(value) != null
                || value instanceof Undefined;
    }

    /** Whether two values are the same object; equal numbers and texts are, as they are constants in Python more often than not. */
    private static boolean isSame(@Nullable Object value, @Nullable Object other) {
        boolean simple = value instanceof String || value instanceof Number || value instanceof Boolean;
        return value == other || (simple && Objects.equals(value, other));
    }
}

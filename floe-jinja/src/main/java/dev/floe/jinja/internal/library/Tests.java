package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.TemplateTest;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
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
    private static final Signature DIVISIBLE = Signature.of("test_divisibleby(value, /, num)");
    private static final Signature SAME = Signature.of("test_sameas(value, /, other)");
    private static final Signature IN = Signature.of("test_in(value, /, seq)");
    private static final Signature FILTER = Signature.of("test_filter(env, value, /)");
    private static final Signature TEST = Signature.of("test_test(env, value, /)");

    /** By name. */
    public static final Map<String, TemplateTest> ALL = all();

    private Tests() {}

    private static Map<String, TemplateTest> all() {
        Map<String, TemplateTest> tests = new HashMap<>();
        plain(tests, "odd", value -> isRest(value, 2L, 1L));
        plain(tests, "even", value -> isRest(value, 2L, 0L));
        tests.put("divisibleby", (value, arguments) -> isRest(value, DIVISIBLE.bind(arguments)[0], 0L));
        plain(tests, "defined", value -> !(value instanceof Undefined));
        plain(tests, "undefined", value -> value instanceof Undefined);
        plain(tests, "none", value -> value == null);
        plain(tests, "boolean", value -> value instanceof Boolean);
        plain(tests, "false", value -> Boolean.FALSE.equals(value));
        plain(tests, "true", value -> Boolean.TRUE.equals(value));
        plain(tests, "integer", value -> Numbers.isInt(value) && !(value instanceof Boolean));
        plain(tests, "float", value -> value instanceof Double);
        plain(tests, "lower", value -> Casing.isLower(Repr.str(value)));
        plain(tests, "upper", value -> Casing.isUpper(Repr.str(value)));
        plain(tests, "string", value -> Py.text(value) != null);
        plain(
                tests,
                "mapping",
                value -> value instanceof PyDict || (value instanceof HostObject host && host.isMapping()));
        plain(tests, "number", Numbers::isNumber);
        plain(tests, "sequence", Tests::isSequence);
        plain(tests, "iterable", Tests::isIterable);
        tests.put("callable", (value, arguments) -> {
            Filters.valueAlone("callable", arguments);
            return value instanceof Callable || value instanceof Undefined;
        });
        plain(tests, "escaped", Tests::isEscaped);
        tests.put("sameas", (value, arguments) -> isSame(value, SAME.bind(arguments)[0]));
        tests.put("in", (value, arguments) -> Comparing.contains(IN.bind(arguments)[0], value));
        tests.put("filter", (RunTest) (run, value, arguments) ->
                isKey(FILTER, value, arguments, run.settings().filters()));
        tests.put("test", (RunTest) (run, value, arguments) ->
                isKey(TEST, value, arguments, run.settings().tests()));
        comparison(tests, CompareOperator.EQUAL, "==", "eq", "equalto");
        comparison(tests, CompareOperator.NOT_EQUAL, "!=", "ne");
        comparison(tests, CompareOperator.GREATER, ">", "gt", "greaterthan");
        comparison(tests, CompareOperator.GREATER_OR_EQUAL, ">=", "ge");
        comparison(tests, CompareOperator.LESS, "<", "lt", "lessthan");
        comparison(tests, CompareOperator.LESS_OR_EQUAL, "<=", "le");
        return Map.copyOf(tests);
    }

    private static void plain(Map<String, TemplateTest> tests, String name, Predicate<@Nullable Object> test) {
        Signature signature = Signature.of("test_" + name + "(value, /)");
        tests.put(name, (value, arguments) -> {
            signature.bind(arguments);
            return test.test(value);
        });
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

    private static boolean isKey(
            Signature signature, @Nullable Object value, Arguments arguments, Map<String, ?> names) {
        signature.bind(arguments);
        Comparing.contains(new PyDict(), value); // fails for what cannot be hashed
        return Py.text(value) != null && names.containsKey(Repr.str(value));
    }

    private static boolean isRest(@Nullable Object value, @Nullable Object divisor, Object rest) {
        return Comparing.equal(Arithmetic.apply(BinaryOperator.MODULO, value, divisor), rest);
    }

    private static boolean isSequence(@Nullable Object value) {
        return value instanceof List<?>
                || value instanceof PyDict
                || Py.text(value) != null
                || (value instanceof Undefined undefined && undefined.kind() != UndefinedKind.STRICT);
    }

    /** Jinja takes its chainable kind of undefined for safe, too. */
    private static boolean isEscaped(@Nullable Object value) {
        return value instanceof Markup
                || (value instanceof Undefined undefined && undefined.kind() == UndefinedKind.CHAINABLE);
    }

    private static boolean isIterable(@Nullable Object value) {
        return value instanceof Undefined ? Py.length(value) == 0 : Py.isIterable(value);
    }

    /** Whether two values are the same object; equal numbers and texts are, as they are constants in Python more often than not. */
    private static boolean isSame(@Nullable Object value, @Nullable Object other) {
        boolean simple = value instanceof String || value instanceof Number || value instanceof Boolean;
        return value == other || (simple && Objects.equals(value, other));
    }
}

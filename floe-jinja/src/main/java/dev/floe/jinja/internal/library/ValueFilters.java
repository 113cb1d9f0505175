package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.eval.Run;
import dev.floe.jinja.internal.eval.RunFilter;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import dev.floe.jinja.internal.value.Access;
import dev.floe.jinja.internal.value.Arithmetic;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.Repr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters on single values: numbers, attributes, defaults. */
final class ValueFilters {
    private static final Signature ATTR = Signature.of("do_attr(environment, obj, /, name)");
    private static final Signature DEFAULT = Signature.of("do_default(value, /, default_value='', boolean=False)");
    private static final Signature FLOAT = Signature.of("do_float(value, /, default=MISSING)");
    private static final Signature INT = Signature.of("do_int(value, /, default=0, base=10)");
    private static final Signature ROUND = Signature.of("do_round(value, /, precision=0, method='common')");

    static final Map<String, Filter> ALL = Map.of(
            "abs", ValueFilters::abs,
            "attr", (RunFilter) ValueFilters::attr,
            "d", ValueFilters::defaultValue,
            "default", ValueFilters::defaultValue,
            "float", ValueFilters::toFloat,
            "int", ValueFilters::toInt,
            "round", ValueFilters::round);

    private ValueFilters() {}

    private static Object abs(@Nullable Object value, Arguments arguments) {
        Filters.valueAlone("abs", arguments);
        if (value == null || !Numbers.isNumber(value)) {
            throw PyError.type("bad operand type for abs(): '" + Py.typeName(value) + "'");
        }
        return Numbers.abs(value);
    }

    private static @Nullable Object attr(Run run, @Nullable Object value, Arguments arguments) {
        Object given = ATTR.bind(arguments)[0];
        String name = Py.text(given);
        if (given instanceof Undefined undefined && undefined.kind() == UndefinedKind.STRICT) {
            throw undefined.failure();
        }
        if (name == null) {
            throw PyError.type("attribute name must be string, not '" + Py.typeName(given) + "'");
        }
        if (value instanceof Undefined && name.startsWith("__") && name.endsWith("__")) {
            return run.undefinedOf(value, name);
        }
        Object found = Access.ownAttribute(value, name);
        return found == Values.MISSING ? run.undefinedOf(value, given) : found;
    }

    private static @Nullable Object defaultValue(@Nullable Object value, Arguments arguments) {
        Object[] bound = DEFAULT.bind(arguments);
        boolean replace = value instanceof Undefined || (Py.truth(bound[1]) && !Py.truth(value));
        return replace ? bound[0] : value;
    }

    private static @Nullable Object toFloat(@Nullable Object value, Arguments arguments) {
        Object fallback = FLOAT.bind(arguments)[0];
        Double number = number(value);
        return number == null ? (fallback == Values.MISSING ? (Object) 0.0 : fallback) : (Object) number;
    }

    /** What {@code float(value)} gives; null where it fails. */
    private static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value != null && Numbers.isNumber(value)) {
            return Numbers.toDouble(value);
        }
        String text = Py.text(value);
        return text == null ? null : NumberParsing.toDouble(text);
    }

    private static @Nullable Object toInt(@Nullable Object value, Arguments arguments) {
        Object[] bound = INT.bind(arguments);
        String text = Py.text(value);
        if (text != null) {
            int base = bound[1] != null && Numbers.isInt(bound[1]) ? Numbers.clamp(bound[1]) : 10;
            BigInteger whole = NumberParsing.toInt(text, base);
            if (whole != null) {
                return Numbers.normalize(whole);
            }
        } else if (value instanceof BigDecimal decimal) {
            return Numbers.normalize(decimal.toBigInteger());
        } else if (value != null && Numbers.isInt(value)) {
            return Numbers.normalize(Numbers.big(value));
        } else if (value instanceof Double number && !Double.isNaN(number)) {
            return Numbers.truncate(number);
        }
        Double number = number(value);
        return number == null || Double.isNaN(number) || Double.isInfinite(number)
                ? bound[0]
                : Numbers.truncate(number);
    }

    private static Object round(@Nullable Object value, Arguments arguments) {
        Object[] bound = ROUND.bind(arguments);
        String method = Repr.str(bound[1]);
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw JinjaException.of(ErrorKind.FILTER_ARGUMENT, "method must be common, ceil or floor");
        }
        if (value == null || !Numbers.isNumber(value)) {
            if (method.equals("common")) {
                throw PyError.type("type " + Py.typeName(value) + " doesn't define __round__ method");
            }
            Object scaled = Arithmetic.apply(
                    BinaryOperator.MULTIPLY, value, Arithmetic.apply(BinaryOperator.POWER, 10L, bound[0]));
            throw PyError.type("must be real number, not " + Py.typeName(scaled));
        }
        if (bound[0] == null || !Numbers.isInt(bound[0])) {
            throw PyError.type("'" + Py.typeName(bound[0]) + "' object cannot be interpreted as an integer");
        }
        return method.equals("common") ? common(value, Numbers.clamp(bound[0])) : directed(value, bound[0], method);
    }

    private static Object common(Object value, int precision) {
        if (value instanceof BigDecimal decimal) {
            return decimal.setScale(precision, RoundingMode.HALF_EVEN);
        }
        if (!(value instanceof Double number)) {
            BigDecimal whole = new BigDecimal(Numbers.big(value));
            int scale = Math.max(-400, Math.min(0, precision));
            return Numbers.normalize(
                    whole.setScale(scale, RoundingMode.HALF_EVEN).toBigInteger());
        }
        if (Double.isNaN(number) || Double.isInfinite(number) || precision > 323) {
            return number;
        }
        double rounded = precision < -308
                ? 0
                : new BigDecimal(number)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .doubleValue();
        return Math.copySign(rounded, number);
    }

    private static Object directed(Object value, Object precision, String method) {
        Object scale = Arithmetic.apply(BinaryOperator.POWER, 10L, precision);
        double scaled = Numbers.toDouble(Arithmetic.apply(BinaryOperator.MULTIPLY, value, scale));
        Object whole = Numbers.truncate(method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled));
        return Arithmetic.apply(BinaryOperator.DIVIDE, whole, scale);
    }
}

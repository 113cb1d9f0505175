package dev.floe.jinja.internal.eval;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyRange;
import dev.floe.jinja.internal.value.PyTuple;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which expressions Jinja computes before anything runs. Native rendering takes their values as part of the text, and within them what
 * cannot be sliced is undefined.
 */
final class Constants {
    private static final Set<String> NEVER = Set.of(
            "map",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
            "random",
            "as_text",
            "as_bool",
            "as_number",
            "as_native");

    private Constants() {}

    /** Whether a slice is taken anywhere in an expression. */
    static boolean slices(Expr expr) {
        boolean[] found = {expr instanceof Expr.Slice};
        Children.forEach(expr, child -> found[0] = found[0] || slices(child));
        return found[0];
    }

    static boolean isConstant(Expr expr) {
        if (expr instanceof Expr.Const) {
            return true;
        }
        if (expr instanceof Expr.Name || expr instanceof Expr.Call) {
            return false;
        }
        if (expr instanceof Expr.Filtered filtered && NEVER.contains(filtered.name())) {
            return false;
        }
        boolean[] constant = {true};
        Children.forEach(expr, child -> constant[0] &= isConstant(child));
        return constant[0];
    }

    /**
     * A constant with a slice in it: its value as Jinja finds it in advance, or, where that fails, as it finds it when it runs.
     */
    static final class Folded extends Node {
        private final Node inAdvance;
        private final Node running;
        private final boolean printed;

        /**
         * @param printed whether any value will do; otherwise only one that can be written as a literal
         */
        Folded(Node inAdvance, Node running, boolean printed) {
            this.inAdvance = inAdvance;
            this.running = running;
            this.printed = printed;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            try {
                Object value = inAdvance.eval(frame);
                boolean strict = value instanceof Undefined undefined && undefined.kind() == UndefinedKind.STRICT;
                if ((printed && !frame.run.isNative()) ? !strict : isLiteral(value)) {
                    return value;
                }
            } catch (JinjaException e) {
                if (e.kind() == ErrorKind.LIMIT || e.kind() == ErrorKind.INTERRUPTED) {
                    throw e;
                }
            }
            return running.eval(frame);
        }
    }

    private static boolean isLiteral(@Nullable Object value) {
        if (value instanceof PyDict dict) {
            return dict.entrySet().stream().allMatch(e -> isLiteral(e.getKey()) && isLiteral(e.getValue()));
        }
        if (value instanceof PyList || value instanceof PyTuple) {
            return ((List<?>) value).stream().allMatch(Constants::isLiteral);
        }
        return value == null || Numbers.isNumber(value) || Py.text(value) != null || value instanceof PyRange;
    }
}

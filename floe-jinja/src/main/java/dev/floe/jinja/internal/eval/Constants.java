package dev.floe.jinja.internal.eval;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
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
    private static final Set<String> NEVER = Set.of("map", "select", "reject", "selectattr", "rejectattr", "random");

    private Constants() {}

    /** Whether a slice is taken anywhere in an expression. */
    static boolean slices(Expr expr) {
        boolean[] found = {expr instanceof Expr.Slice};
        Children.forEach(expr, child -> found[0] = found[0] || slices(child));
        return found[0];
    }

    /** Whether a value may be known in advance: of {@code and}, {@code or}, {@code if} and comparisons not every part is looked at. */
    static boolean mayBeConstant(Expr expr) {
        if (expr instanceof Expr.And and) {
            return mayBeConstant(and.left());
        }
        if (expr instanceof Expr.Or or) {
            return mayBeConstant(or.left());
        }
        if (expr instanceof Expr.Compare compare) {
            return mayBeConstant(compare.first())
                    && mayBeConstant(compare.rest().get(0).operand());
        }
        if (expr instanceof Expr.Conditional choice) {
            return mayBeConstant(choice.test());
        }
        if (isOpen(expr)) {
            return false;
        }
        boolean[] constant = {true};
        Children.forEach(expr, child -> constant[0] &= mayBeConstant(child));
        return constant[0];
    }

    /** Whether an expression, whatever its parts, is known only when it runs. */
    static boolean isOpen(Expr expr) {
        return expr instanceof Expr.Name
                || expr instanceof Expr.Call
                || (expr instanceof Expr.Filtered filtered
                        && (filtered.operand() == null || NEVER.contains(filtered.name())));
    }

    static boolean isConstant(Expr expr) {
        if (isOpen(expr)) {
            return false;
        }
        boolean[] constant = {true};
        Children.forEach(expr, child -> constant[0] &= isConstant(child));
        return constant[0];
    }

    /** What may be a constant: its value as Jinja finds it in advance, or, where that fails, as it finds it when it runs. */
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
            Object known = known(frame);
            return known == Values.MISSING ? running.eval(frame) : known;
        }

        /** The value as it is found in advance, or {@link Values#MISSING}. */
        @Nullable Object known(Frame frame) {
            int line = frame.run.line;
            try {
                Object value = inAdvance.eval(frame);
                boolean strict = value instanceof Undefined undefined && undefined.kind() == UndefinedKind.STRICT;
                boolean known = (printed && !frame.run.isNative()) ? !strict : isLiteral(value);
                return known ? value : Values.MISSING;
            } catch (JinjaException e) {
                if (e.kind() == ErrorKind.LIMIT || e.kind() == ErrorKind.INTERRUPTED) {
                    throw e;
                }
                return Values.MISSING;
            } finally {
                frame.run.line = line;
            }
        }

        @Nullable Object running(Frame frame) {
            return running.eval(frame);
        }
    }

    /** Whether a value can be written as a literal. */
    static boolean isLiteral(@Nullable Object value) {
        if (value instanceof PyDict dict) {
            return dict.entrySet().stream().allMatch(e -> isLiteral(e.getKey()) && isLiteral(e.getValue()));
        }
        if (value instanceof PyList || value instanceof PyTuple) {
            return ((List<?>) value).stream().allMatch(Constants::isLiteral);
        }
        return value == null || Numbers.isNumber(value) || Py.text(value) != null || value instanceof PyRange;
    }
}

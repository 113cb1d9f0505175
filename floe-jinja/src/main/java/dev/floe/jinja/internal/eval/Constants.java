package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.syntax.Expr;
import java.util.Set;

/** Which expressions are computed before anything runs: native rendering takes their values as part of the text. */
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
}

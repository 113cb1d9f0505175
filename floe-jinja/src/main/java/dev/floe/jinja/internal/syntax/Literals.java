package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.Values;
import dev.floe.jinja.internal.value.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of expressions that are literals throughout. */
public final class Literals {
    private Literals() {}

    /** The value of a literal, lists, tuples and dicts of literals included; {@link Values#MISSING} for anything else. */
    public static @Nullable Object value(Expr expr) {
        if (expr instanceof Expr.Const constant) {
            return constant.value();
        }
        if (expr instanceof Expr.Sign sign) {
            Object operand = value(sign.operand());
            if (!(operand instanceof Number)) {
                return Values.MISSING;
            }
            return sign.negative() ? Numbers.negate(operand) : operand;
        }
        if (expr instanceof Expr.ListOf list) {
            List<Object> items = values(list.items());
            return items == null ? Values.MISSING : Values.list(items);
        }
        if (expr instanceof Expr.TupleOf tuple) {
            List<Object> items = values(tuple.items());
            return items == null ? Values.MISSING : Values.tuple(items);
        }
        if (expr instanceof Expr.DictOf dict) {
            List<Object> keys = values(dict.keys());
            List<Object> values = values(dict.values());
            if (keys == null || values == null) {
                return Values.MISSING;
            }
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), values.get(i));
            }
            return Values.dict(map);
        }
        return Values.MISSING;
    }

    private static @Nullable List<Object> values(List<Expr> exprs) {
        List<Object> values = new ArrayList<>(exprs.size());
        for (Expr expr : exprs) {
            Object value = value(expr);
            if (value == Values.MISSING) {
                return null;
            }
            values.add(value);
        }
        return values;
    }
}

package dev.floe.jinja.internal.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. */
public sealed interface Expr {
    /** A literal None, bool, number or text. */
    record Const(@Nullable Object value) implements Expr {}

    /** A name that is read. */
    record Name(String name) implements Expr {}

    /** {@code a, b}. */
    record TupleOf(List<Expr> items) implements Expr {}

    /** {@code [a, b]}. */
    record ListOf(List<Expr> items) implements Expr {}

    /** {@code {a: b}}. */
    record DictOf(List<Expr> keys, List<Expr> values) implements Expr {}

    /** {@code a ~ b ~ c}. */
    record Concat(List<Expr> parts) implements Expr {}

    /** An operation on two numbers, texts or collections. */
    record Binary(BinaryOperator operator, Expr left, Expr right, int line) implements Expr {}

    /** {@code a and b}. */
    record And(Expr left, Expr right) implements Expr {}

    /** {@code a or b}. */
    record Or(Expr left, Expr right) implements Expr {}

    /** {@code not a}. */
    record Not(Expr operand) implements Expr {}

    /** {@code -a} or {@code +a}. */
    record Sign(boolean negative, Expr operand, int line) implements Expr {}

    /** {@code a < b <= c}. */
    record Compare(Expr first, List<Comparison> rest, int line) implements Expr {}

    /** One further operand of a comparison. */
    record Comparison(CompareOperator operator, Expr operand) {}

    /** {@code a if test else b}. */
    record Conditional(Expr test, Expr then, @Nullable Expr otherwise, int line) implements Expr {}

    /** {@code a.name}. */
    record Attribute(Expr object, String name, int line) implements Expr {}

    /** {@code a[key]}. */
    record Item(Expr object, Expr key, int line) implements Expr {}

    /** {@code start:stop:step}; only within an {@link Item}. */
    record Slice(
            @Nullable Expr start,
            @Nullable Expr stop,
            @Nullable Expr step) implements Expr {}

    /** {@code a|name(arguments)}; without an operand it filters the text of a block. */
    record Filtered(@Nullable Expr operand, String name, CallArguments arguments, int line) implements Expr {}

    /** {@code a is name(arguments)}. */
    record Tested(Expr operand, String name, CallArguments arguments, int line) implements Expr {}

    /** {@code a(arguments)}. */
    record Call(Expr callee, CallArguments arguments, int line, int start, int end) implements Expr {}
}

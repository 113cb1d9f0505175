package dev.floe.jinja.internal.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template. */
public sealed interface Stmt {
    /** Text between tags. */
    record Text(String text) implements Stmt {}

    /** {@code {{ value }}}. */
    record Print(Expr value, int line) implements Stmt {}

    /** {@code {% do value %}}. */
    record Do(Expr value, int line) implements Stmt {}

    /** {@code {% for target in iterable if test recursive %} body {% else %} otherwise {% endfor %}}. */
    record For(
            Target target,
            Expr iterable,
            @Nullable Expr test,
            boolean recursive,
            List<Stmt> body,
            List<Stmt> otherwise,
            int line)
            implements Stmt {}

    /** {@code {% if %} … {% elif %} … {% else %} … {% endif %}}. */
    record If(List<Branch> branches, List<Stmt> otherwise) implements Stmt {}

    /** A condition and what it guards. */
    record Branch(Expr test, List<Stmt> body, int line) {}

    /** {@code {% set target = value %}}. */
    record Set(Target target, Expr value, int line) implements Stmt {}

    /** {@code {% set target | filter %} body {% endset %}}. */
    record SetBlock(Target target, Expr.@Nullable Filtered filter, List<Stmt> body, int line) implements Stmt {}

    /** {@code {% macro name(parameters) %} body {% endmacro %}} and dbt's other definitions. */
    record Define(Header header, Function function) implements Stmt {}

    /** {@code {% call(parameters) call %} body {% endcall %}}. */
    record CallBlock(Function function, Expr.Call call, int line) implements Stmt {}

    /** {@code {% filter name %} body {% endfilter %}}. */
    record FilterBlock(Expr.Filtered filter, List<Stmt> body, int line) implements Stmt {}

    /** {@code {% with target = value %} body {% endwith %}}. */
    record With(List<Target> targets, List<Expr> values, List<Stmt> body, int line) implements Stmt {}

    /** {@code {% break %}}. */
    record Break(int line) implements Stmt {}

    /** {@code {% continue %}}. */
    record Continue(int line) implements Stmt {}

    /** Parameters and a body. */
    record Function(List<Parameter> parameters, List<Stmt> body, int line) {}

    /** A parameter; the source of its default is kept for those who read definitions. */
    record Parameter(
            String name,
            @Nullable String type,
            @Nullable Expr defaultValue,
            @Nullable String defaultSource) {}
}

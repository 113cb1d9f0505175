package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Stmt;
import dev.floe.jinja.internal.syntax.Target;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Which of the names that Jinja itself provides a body reads, before it assigns them. */
final class SpecialNames {
    private final Set<String> open = new HashSet<>(List.of("caller", "kwargs", "varargs", "loop"));
    private final Set<String> used = new HashSet<>(4);

    private SpecialNames() {}

    static SpecialNames in(List<Stmt> body) {
        SpecialNames names = new SpecialNames();
        names.body(body);
        return names;
    }

    boolean caller() {
        return used.contains("caller");
    }

    boolean kwargs() {
        return used.contains("kwargs");
    }

    boolean varargs() {
        return used.contains("varargs");
    }

    boolean loop() {
        return used.contains("loop");
    }

    private void body(List<Stmt> statements) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.For loop) {
                assigned(loop.target());
            } else if (statement instanceof Stmt.Define definition) {
                definition.function().parameters().forEach(parameter -> open.remove(parameter.name()));
            } else if (statement instanceof Stmt.CallBlock block) {
                expression(block.call());
                block.function().parameters().forEach(parameter -> open.remove(parameter.name()));
            } else if (statement instanceof Stmt.With with) {
                with.targets().forEach(this::assigned);
            }
            Children.forEach(statement, this::expression, this::body);
            if (statement instanceof Stmt.Set set) {
                assigned(set.target());
            } else if (statement instanceof Stmt.SetBlock set) {
                assigned(set.target());
            }
        }
    }

    private void expression(Expr expr) {
        if (expr instanceof Expr.Name name) {
            if (open.contains(name.name())) {
                used.add(name.name());
            }
        } else {
            Children.forEach(expr, this::expression);
        }
    }

    private void assigned(Target target) {
        if (target instanceof Target.Variable variable) {
            open.remove(variable.name());
        } else if (target instanceof Target.Unpack unpack) {
            unpack.items().forEach(this::assigned);
        }
    }

    /** The line in which a loop assigns the name {@code loop}, anywhere in it; empty if it doesn't. */
    static OptionalInt assignsLoop(Stmt.For loop) {
        OptionalInt line = loopLine(loop.target());
        line = line.isPresent() ? line : assignsLoop(loop.body());
        return line.isPresent() ? line : assignsLoop(loop.otherwise());
    }

    private static OptionalInt assignsLoop(List<Stmt> statements) {
        for (Stmt statement : statements) {
            OptionalInt[] line = {
                statement instanceof Stmt.Set set
                        ? loopLine(set.target())
                        : statement instanceof Stmt.SetBlock block
                                ? loopLine(block.target())
                                : statement instanceof Stmt.For nested ? loopLine(nested.target()) : OptionalInt.empty()
            };
            Children.forEach(
                    statement, expr -> {}, body -> line[0] = line[0].isPresent() ? line[0] : assignsLoop(body));
            if (line[0].isPresent()) {
                return line[0];
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt loopLine(Target target) {
        if (target instanceof Target.Unpack unpack) {
            return unpack.items().stream()
                    .map(SpecialNames::loopLine)
                    .filter(OptionalInt::isPresent)
                    .findFirst()
                    .orElse(OptionalInt.empty());
        }
        return target instanceof Target.Variable variable && variable.name().equals("loop")
                ? OptionalInt.of(variable.line())
                : OptionalInt.empty();
    }
}

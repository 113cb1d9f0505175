package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Stmt;
import dev.floe.jinja.internal.syntax.Target;
import java.util.HashSet;
import java.util.List;
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

    /** Whether a loop assigns the name {@code loop} anywhere. */
    static boolean assignsLoop(Stmt.For loop) {
        return isLoop(loop.target()) || assignsLoop(loop.body()) || assignsLoop(loop.otherwise());
    }

    private static boolean assignsLoop(List<Stmt> statements) {
        for (Stmt statement : statements) {
            boolean own = (statement instanceof Stmt.Set set && isLoop(set.target()))
                    || (statement instanceof Stmt.SetBlock block && isLoop(block.target()))
                    || (statement instanceof Stmt.For nested && isLoop(nested.target()));
            boolean[] inner = {own};
            Children.forEach(statement, expr -> {}, body -> inner[0] |= assignsLoop(body));
            if (inner[0]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLoop(Target target) {
        if (target instanceof Target.Unpack unpack) {
            return unpack.items().stream().anyMatch(SpecialNames::isLoop);
        }
        return target instanceof Target.Variable variable && variable.name().equals("loop");
    }
}

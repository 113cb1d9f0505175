package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.syntax.CallArguments;
import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Stmt;
import dev.floe.jinja.internal.syntax.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes in a {@link Scope} which names a block reads and assigns. Blocks within it that have a scope of their own are left to them. */
final class Symbols {
    private final Scope scope;
    private boolean conditional;

    private Symbols(Scope scope) {
        this.scope = scope;
    }

    static void note(Scope scope, List<Stmt> body) {
        new Symbols(scope).statements(body);
    }

    static void note(Scope scope, Expr expr) {
        new Symbols(scope).expression(expr);
    }

    static void note(Scope scope, CallArguments arguments) {
        new Symbols(scope).arguments(arguments);
    }

    /** Notes the names of a target as parameters. */
    static void parameters(Scope scope, Target target) {
        if (target instanceof Target.Variable variable) {
            scope.parameter(variable.name());
        } else if (target instanceof Target.Unpack unpack) {
            unpack.items().forEach(item -> parameters(scope, item));
        }
    }

    private void statements(List<Stmt> statements) {
        for (Stmt statement : statements) {
            statement(statement);
        }
    }

    private void statement(Stmt statement) {
        if (statement instanceof Stmt.Print print) {
            expression(print.value());
        } else if (statement instanceof Stmt.Do action) {
            expression(action.value());
        } else if (statement instanceof Stmt.Set set) {
            expression(set.value());
            target(set.target());
        } else if (statement instanceof Stmt.If choice) {
            choice(choice);
        } else if (statement instanceof Stmt.For loop) {
            expression(loop.iterable());
        } else if (statement instanceof Stmt.Define definition) {
            scope.store(definition.header().variable(), conditional);
        } else if (statement instanceof Stmt.CallBlock block) {
            expression(block.call());
        } else if (statement instanceof Stmt.FilterBlock block) {
            expression(block.filter());
        } else if (statement instanceof Stmt.With with) {
            with.values().forEach(this::expression);
        } else if (statement instanceof Stmt.SetBlock block) {
            target(block.target());
        }
    }

    private void choice(Stmt.If choice) {
        boolean outer = conditional;
        for (Stmt.Branch branch : choice.branches()) {
            expression(branch.test());
            conditional = true;
            statements(branch.body());
        }
        statements(choice.otherwise());
        conditional = outer;
    }

    private void target(Target target) {
        if (target instanceof Target.Variable variable) {
            scope.store(variable.name(), conditional);
        } else if (target instanceof Target.Unpack unpack) {
            unpack.items().forEach(this::target);
        } else if (target instanceof Target.Member member) {
            scope.load(member.namespace());
        }
    }

    private void expression(@Nullable Expr expr) {
        if (expr instanceof Expr.Name name) {
            scope.load(name.name());
        } else if (expr != null) {
            Children.forEach(expr, this::expression);
        }
    }

    private void arguments(CallArguments arguments) {
        Children.forEach(arguments, this::expression);
    }
}

package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.syntax.CallArguments;
import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Stmt;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The direct parts of expressions and statements, in the order of the source. */
final class Children {
    private Children() {}

    static void forEach(Expr expr, Consumer<Expr> action) {
        if (expr instanceof Expr.Call call) {
            action.accept(call.callee());
            forEach(call.arguments(), action);
        } else if (expr instanceof Expr.Attribute attribute) {
            action.accept(attribute.object());
        } else if (expr instanceof Expr.Filtered filtered) {
            present(filtered.operand(), action);
            forEach(filtered.arguments(), action);
        } else if (expr instanceof Expr.Tested tested) {
            action.accept(tested.operand());
            forEach(tested.arguments(), action);
        } else if (expr instanceof Expr.Binary binary) {
            action.accept(binary.left());
            action.accept(binary.right());
        } else if (expr instanceof Expr.Compare compare) {
            action.accept(compare.first());
            compare.rest().forEach(comparison -> action.accept(comparison.operand()));
        } else if (expr instanceof Expr.And and) {
            action.accept(and.left());
            action.accept(and.right());
        } else if (expr instanceof Expr.Or or) {
            action.accept(or.left());
            action.accept(or.right());
        } else {
            others(expr, action);
        }
    }

    private static void others(Expr expr, Consumer<Expr> action) {
        if (expr instanceof Expr.Item item) {
            action.accept(item.object());
            action.accept(item.key());
        } else if (expr instanceof Expr.Concat concat) {
            concat.parts().forEach(action);
        } else if (expr instanceof Expr.ListOf list) {
            list.items().forEach(action);
        } else if (expr instanceof Expr.TupleOf tuple) {
            tuple.items().forEach(action);
        } else if (expr instanceof Expr.DictOf dict) {
            for (int i = 0; i < dict.keys().size(); i++) {
                action.accept(dict.keys().get(i));
                action.accept(dict.values().get(i));
            }
        } else if (expr instanceof Expr.Not not) {
            action.accept(not.operand());
        } else if (expr instanceof Expr.Sign sign) {
            action.accept(sign.operand());
        } else if (expr instanceof Expr.Conditional choice) {
            action.accept(choice.test());
            action.accept(choice.then());
            present(choice.otherwise(), action);
        } else if (expr instanceof Expr.Slice slice) {
            present(slice.start(), action);
            present(slice.stop(), action);
            present(slice.step(), action);
        }
    }

    static void forEach(CallArguments arguments, Consumer<Expr> action) {
        arguments.positional().forEach(action);
        arguments.named().forEach(action);
        present(arguments.spread(), action);
        present(arguments.keywordSpread(), action);
    }

    private static void present(@Nullable Expr expr, Consumer<Expr> action) {
        if (expr != null) {
            action.accept(expr);
        }
    }

    /** The expressions and the bodies of a statement, each in the order of the source. */
    static void forEach(Stmt statement, Consumer<Expr> expressions, Consumer<List<Stmt>> bodies) {
        if (statement instanceof Stmt.Print print) {
            expressions.accept(print.value());
        } else if (statement instanceof Stmt.Do action) {
            expressions.accept(action.value());
        } else if (statement instanceof Stmt.Set set) {
            expressions.accept(set.value());
        } else if (statement instanceof Stmt.If choice) {
            choice.branches().forEach(branch -> {
                expressions.accept(branch.test());
                bodies.accept(branch.body());
            });
            bodies.accept(choice.otherwise());
        } else if (statement instanceof Stmt.For loop) {
            expressions.accept(loop.iterable());
            present(loop.test(), expressions);
            bodies.accept(loop.body());
            bodies.accept(loop.otherwise());
        } else if (statement instanceof Stmt.Define definition) {
            function(definition.function(), expressions, bodies);
        } else if (statement instanceof Stmt.CallBlock block) {
            expressions.accept(block.call());
            function(block.function(), expressions, bodies);
        } else if (statement instanceof Stmt.FilterBlock block) {
            expressions.accept(block.filter());
            bodies.accept(block.body());
        } else if (statement instanceof Stmt.SetBlock block) {
            present(block.filter(), expressions);
            bodies.accept(block.body());
        } else if (statement instanceof Stmt.With with) {
            with.values().forEach(expressions);
            bodies.accept(with.body());
        }
    }

    private static void function(Stmt.Function function, Consumer<Expr> expressions, Consumer<List<Stmt>> bodies) {
        function.parameters().forEach(parameter -> present(parameter.defaultValue(), expressions));
        bodies.accept(function.body());
    }
}

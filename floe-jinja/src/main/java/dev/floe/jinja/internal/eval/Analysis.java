package dev.floe.jinja.internal.eval;

import dev.floe.jinja.StaticCall;
import dev.floe.jinja.TemplateAnalysis;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Literals;
import dev.floe.jinja.internal.syntax.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a body uses; computed when it is first asked for. */
final class Analysis implements TemplateAnalysis {
    private final List<Stmt> body;
    private final Set<String> contextNames;
    private volatile @Nullable List<StaticCall> calls;

    Analysis(List<Stmt> body, Set<String> contextNames) {
        this.body = body;
        this.contextNames = Collections.unmodifiableSet(new LinkedHashSet<>(contextNames));
    }

    @Override
    public List<StaticCall> calls() {
        List<StaticCall> result = calls;
        if (result == null) {
            CallFinder finder = new CallFinder();
            finder.body(body, false);
            result = List.copyOf(finder.found);
            calls = result;
        }
        return result;
    }

    @Override
    public Set<String> contextNames() {
        return contextNames;
    }

    @Override
    public boolean isStatic(Set<String> functions) {
        for (Stmt statement : body) {
            Expr expr = statement instanceof Stmt.Print print
                    ? print.value()
                    : statement instanceof Stmt.Do action ? action.value() : null;
            boolean harmless = statement instanceof Stmt.Text || statement instanceof Stmt.Define;
            if (!harmless && (expr == null || !isStatic(expr, functions))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStatic(Expr expr, Set<String> functions) {
        if (expr instanceof Expr.Call call && call.callee() instanceof Expr.Name name) {
            return functions.contains(name.name())
                    && staticCall(name.name(), call, false).literal();
        }
        return Literals.value(expr) != Values.MISSING;
    }

    /** The name of what is called: a name, or one with attributes; null for anything else. */
    private static @Nullable String qualifiedName(Expr callee) {
        if (callee instanceof Expr.Name name) {
            return name.name();
        }
        if (callee instanceof Expr.Attribute attribute) {
            String object = qualifiedName(attribute.object());
            return object == null ? null : object + "." + attribute.name();
        }
        return null;
    }

    private static StaticCall staticCall(String name, Expr.Call call, boolean conditional) {
        boolean literal = call.arguments().spread() == null && call.arguments().keywordSpread() == null;
        List<Object> positional = new ArrayList<>();
        for (Expr argument : call.arguments().positional()) {
            Object value = Literals.value(argument);
            literal &= value != Values.MISSING;
            positional.add(known(value));
        }
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (int i = 0; i < call.arguments().names().size(); i++) {
            Object value = Literals.value(call.arguments().named().get(i));
            literal &= value != Values.MISSING;
            keywords.put(call.arguments().names().get(i), known(value));
        }
        return new StaticCall(
                name,
                Collections.unmodifiableList(positional),
                Collections.unmodifiableMap(keywords),
                literal,
                conditional,
                call.line(),
                call.start(),
                call.end());
    }

    private static @Nullable Object known(@Nullable Object value) {
        return value == Values.MISSING ? Undefined.name(UndefinedKind.DEFAULT, "expression") : value;
    }

    private static final class CallFinder {
        private final List<StaticCall> found = new ArrayList<>();

        void body(List<Stmt> statements, boolean conditional) {
            for (Stmt statement : statements) {
                statement(statement, conditional);
            }
        }

        private void statement(Stmt statement, boolean conditional) {
            if (statement instanceof Stmt.If choice) {
                boolean first = true;
                for (Stmt.Branch branch : choice.branches()) {
                    expression(branch.test(), conditional || !first);
                    body(branch.body(), true);
                    first = false;
                }
                body(choice.otherwise(), true);
            } else if (statement instanceof Stmt.For loop) {
                expression(loop.iterable(), conditional);
                Children.forEach(loop, expr -> repeated(loop, expr), inner -> body(inner, true));
            } else if (statement instanceof Stmt.CallBlock block) {
                expression(block.call(), conditional);
                Children.forEach(block, expr -> {}, inner -> body(inner, true));
            } else {
                boolean inner = conditional || statement instanceof Stmt.Define;
                Children.forEach(statement, expr -> expression(expr, inner), more -> body(more, inner));
            }
        }

        private void repeated(Stmt.For loop, Expr expr) {
            if (expr != loop.iterable()) {
                expression(expr, true);
            }
        }

        private void expression(Expr expr, boolean conditional) {
            if (expr instanceof Expr.Call call) {
                String name = qualifiedName(call.callee());
                if (name != null) {
                    found.add(staticCall(name, call, conditional));
                }
            }
            if (expr instanceof Expr.And and) {
                expression(and.left(), conditional);
                expression(and.right(), true);
            } else if (expr instanceof Expr.Or or) {
                expression(or.left(), conditional);
                expression(or.right(), true);
            } else if (expr instanceof Expr.Conditional choice) {
                expression(choice.test(), conditional);
                Children.forEach(expr, child -> optional(choice, child));
            } else {
                Children.forEach(expr, child -> expression(child, conditional));
            }
        }

        private void optional(Expr.Conditional choice, Expr child) {
            if (child != choice.test()) {
                expression(child, true);
            }
        }
    }
}

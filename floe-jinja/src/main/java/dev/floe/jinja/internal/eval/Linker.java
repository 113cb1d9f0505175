package dev.floe.jinja.internal.eval;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.SourceLines;
import dev.floe.jinja.internal.syntax.Stmt;
import dev.floe.jinja.internal.syntax.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns statements into actions, each block with its scope. */
final class Linker {
    private final Settings settings;
    private final Run.Source source;
    private final Set<String> contextNames = new LinkedHashSet<>();

    Linker(Settings settings, Run.Source source) {
        this.settings = settings;
        this.source = source;
    }

    /** The names that what was linked takes from the context. */
    Set<String> contextNames() {
        return contextNames;
    }

    /** A template: what its frame begins with and what it runs. */
    record Root(FunctionScope scope, Entry entry, Action.Body body) {}

    Root root(List<Stmt> statements) {
        FunctionScope function = new FunctionScope(null);
        Scope scope = new Scope(null, function);
        Symbols.note(scope, statements);
        Entry entry = entry(scope, true);
        Action.Body body = body(statements, scope, false);
        function.seal();
        return new Root(function, entry, body);
    }

    /** An expression by itself. */
    record Value(FunctionScope scope, Entry entry, Node node) {}

    Value value(Expr expr) {
        FunctionScope function = new FunctionScope(null);
        Scope scope = new Scope(null, function);
        Symbols.note(scope, expr);
        Entry entry = entry(scope, true);
        Node node = expressions(scope, false).linkWhole(expr);
        function.seal();
        return new Value(function, entry, node);
    }

    /** A definition by itself, as the one thing in a template that is otherwise empty. */
    Function definition(Stmt.Define definition, FunctionScope empty) {
        Function function =
                function(definition.header().macroName(), definition.function(), new Scope(null, empty), false);
        empty.seal();
        return function;
    }

    Entry entry(Scope scope, boolean once) {
        scope.contextNames(contextNames);
        return scope.entry(once);
    }

    ExpressionLinker expressions(Scope scope, boolean soft) {
        return new ExpressionLinker(settings, source, scope, soft, -1);
    }

    Action.Body body(List<Stmt> statements, Scope scope, boolean soft) {
        List<Action> actions = new ArrayList<>(statements.size());
        for (Stmt statement : statements) {
            actions.add(action(statement, scope, soft));
        }
        return new Action.Body(actions);
    }

    private Action action(Stmt statement, Scope scope, boolean soft) {
        if (statement instanceof Stmt.Text text) {
            return new SimpleActions.Text(text.text());
        }
        if (statement instanceof Stmt.Print print) {
            boolean constant = Constants.isConstant(print.value());
            Node value = expressions(scope, soft).linkPrinted(print.value(), constant);
            return new SimpleActions.Print(value, constant, print.line());
        }
        if (statement instanceof Stmt.Set set) {
            Node value = expressions(scope, soft).linkWhole(set.value());
            return new SimpleActions.Set(target(set.target(), scope), value, set.line());
        }
        if (statement instanceof Stmt.If choice) {
            return choice(choice, scope);
        }
        if (statement instanceof Stmt.For loop) {
            return new LoopLinker(this, loop, scope, soft).link();
        }
        if (statement instanceof Stmt.Do action) {
            return new SimpleActions.Do(expressions(scope, soft).linkWhole(action.value()), action.line());
        }
        return block(statement, scope, soft);
    }

    private Action block(Stmt statement, Scope scope, boolean soft) {
        if (statement instanceof Stmt.Define definition) {
            String name = definition.header().variable();
            Function function = function(name, definition.function(), scope, false);
            return new SimpleActions.Define(function, variable(scope.use(name)));
        }
        if (statement instanceof Stmt.CallBlock block) {
            Function function = function("caller", block.function(), scope, true);
            CallNodes.Call call = expressions(scope, soft).wholeCall(block.call());
            return new SimpleActions.CallBlock(function, call, block.line());
        }
        if (statement instanceof Stmt.SetBlock block) {
            return captured(block.filter(), block.body(), block.target(), scope, block.line());
        }
        if (statement instanceof Stmt.FilterBlock block) {
            return captured(block.filter(), block.body(), null, scope, block.line());
        }
        if (statement instanceof Stmt.With with) {
            return with(with, scope, soft);
        }
        return new SimpleActions.Leave(statement instanceof Stmt.Break ? Action.Flow.BREAK : Action.Flow.CONTINUE);
    }

    private Action choice(Stmt.If choice, Scope scope) {
        int size = choice.branches().size();
        Node[] tests = new Node[size];
        int[] lines = new int[size];
        Action.Body[] bodies = new Action.Body[size];
        for (int i = 0; i < size; i++) {
            Stmt.Branch branch = choice.branches().get(i);
            tests[i] = expressions(scope, true).linkWhole(branch.test());
            lines[i] = branch.line();
            bodies[i] = body(branch.body(), scope, true);
        }
        return new SimpleActions.If(tests, lines, bodies, body(choice.otherwise(), scope, true));
    }

    private Action captured(
            Expr.@Nullable Filtered filter, List<Stmt> statements, @Nullable Target target, Scope outer, int line) {
        Scope scope = new Scope(outer, outer.function);
        Symbols.note(scope, statements);
        if (filter != null) {
            Symbols.note(scope, filter);
        }
        Entry entry = entry(scope, false);
        Action.Body body = body(statements, scope, false);
        int buffer = scope.function.add();
        Node filtered =
                filter == null ? null : new ExpressionLinker(settings, source, scope, false, buffer).linkWhole(filter);
        Assignment assignment = target == null ? null : target(target, outer);
        return new ScopedActions.Captured(entry, body, buffer, filtered, assignment, line);
    }

    private Action with(Stmt.With with, Scope outer, boolean soft) {
        List<Node> values = new ArrayList<>();
        for (Expr value : with.values()) {
            values.add(expressions(outer, soft).linkWhole(value));
        }
        Scope scope = new Scope(outer, outer.function);
        with.targets().forEach(target -> Symbols.parameters(scope, target));
        Symbols.note(scope, with.body());
        Entry entry = entry(scope, false);
        List<Assignment> targets = new ArrayList<>();
        for (Target target : with.targets()) {
            targets.add(target(target, scope));
        }
        return new ScopedActions.With(targets, values, entry, body(with.body(), scope, false), with.line());
    }

    private Function function(String name, Stmt.Function code, Scope outer, boolean isCaller) {
        return new FunctionLinker(this, name, code, isCaller, outer).link();
    }

    Run.Source source() {
        return source;
    }

    JinjaException syntax(String detail, int line) {
        return JinjaException.of(ErrorKind.SYNTAX, detail)
                .at(SourceLines.position(source.name(), source.text(), line), List.of());
    }

    Assignment target(Target target, Scope scope) {
        if (target instanceof Target.Variable variable) {
            return variable(scope.use(variable.name()));
        }
        if (target instanceof Target.Member member) {
            return new Assignment.Member(expressions(scope, false).variable(member.namespace()), member.name());
        }
        List<Target> items = ((Target.Unpack) target).items();
        Assignment[] assignments = new Assignment[items.size()];
        for (int i = 0; i < assignments.length; i++) {
            assignments[i] = target(items.get(i), scope);
        }
        return new Assignment.Unpack(assignments);
    }

    private static Assignment variable(Slot slot) {
        return new Assignment.Variable(slot.index());
    }
}

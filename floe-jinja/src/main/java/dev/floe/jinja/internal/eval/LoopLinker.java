package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Stmt;
import java.util.OptionalInt;

/** Links one loop: its body, its test and its else part each have a scope. */
final class LoopLinker {
    private final Linker linker;
    private final Stmt.For loop;
    private final Scope outer;
    private final boolean soft;
    private final FunctionScope function;

    LoopLinker(Linker linker, Stmt.For loop, Scope outer, boolean soft) {
        this.linker = linker;
        this.loop = loop;
        this.outer = outer;
        this.soft = soft;
        this.function = loop.recursive() ? new FunctionScope(outer.function) : outer.function;
    }

    Action link() {
        OptionalInt assigned = SpecialNames.assignsLoop(loop);
        if (assigned.isPresent()) {
            throw linker.syntax("Can't assign to special loop variable in for-loop target", assigned.getAsInt());
        }
        Node iterable = linker.expressions(outer, soft).linkWhole(loop.iterable());
        Scope body = new Scope(outer, function);
        boolean extended = loop.recursive() || SpecialNames.in(loop.body()).loop();
        int loopSlot = extended ? body.parameter("loop").index() : -1;
        Symbols.parameters(body, loop.target());
        Symbols.note(body, loop.body());
        Entry entry = linker.entry(body, false);
        Scope otherwise = new Scope(outer, function);
        Symbols.note(otherwise, loop.otherwise());
        Entry elseEntry = linker.entry(otherwise, false);
        Scope test = new Scope(outer, function);
        Expr condition = loop.test();
        if (condition != null) {
            Symbols.parameters(test, loop.target());
            Symbols.note(test, condition);
        }
        ForAction action = new ForAction(new ForAction.Parts(
                iterable,
                linker.target(loop.target(), body),
                condition == null ? null : linker.target(loop.target(), test),
                condition == null ? null : linker.expressions(test, false).linkWhole(condition),
                linker.entry(test, false),
                loopSlot,
                loop.recursive() ? function : null,
                entry,
                linker.body(loop.body(), body, false),
                elseEntry,
                linker.body(loop.otherwise(), otherwise, false),
                loop.line()));
        if (loop.recursive()) {
            function.seal();
        }
        return action;
    }
}

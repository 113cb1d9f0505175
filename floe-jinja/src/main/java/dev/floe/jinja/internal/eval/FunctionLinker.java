package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Stmt;
import dev.floe.jinja.internal.value.PyTuple;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links one macro, or the body of one call block: a frame of its own with its parameters. */
final class FunctionLinker {
    private final Linker linker;
    private final String name;
    private final Stmt.Function code;
    private final List<Stmt.Parameter> parameters;
    private final boolean isCaller;
    private final FunctionScope frame;
    private final Scope scope;

    FunctionLinker(Linker linker, String name, Stmt.Function code, boolean isCaller, Scope outer) {
        this.linker = linker;
        this.name = name;
        this.code = code;
        this.parameters = code.parameters();
        this.isCaller = isCaller;
        this.frame = new FunctionScope(outer.function);
        this.scope = new Scope(outer, frame);
    }

    Function link() {
        Object[] names = parameters.stream().map(Stmt.Parameter::name).toArray();
        int[] slots = parameters.stream()
                .mapToInt(parameter -> scope.parameter(parameter.name()).index())
                .toArray();
        for (Stmt.Parameter parameter : parameters) {
            Expr value = parameter.defaultValue();
            if (value != null) {
                Symbols.note(scope, value);
            }
        }
        for (int i = 1; i < names.length; i++) {
            if (Arrays.asList(names).subList(0, i).contains(names[i])) {
                throw linker.syntax("duplicate argument '" + names[i] + "' in function definition", code.line());
            }
        }
        Symbols.note(scope, code.body());
        SpecialNames special = SpecialNames.in(code.body());
        checkCaller(special);
        List<Object> known = Arrays.asList(names);
        int caller = special.caller() ? scope.parameter("caller").index() : -1;
        int kwargs = special.kwargs() && !known.contains("kwargs")
                ? scope.parameter("kwargs").index()
                : -1;
        int varargs = special.varargs() && !known.contains("varargs")
                ? scope.parameter("varargs").index()
                : -1;
        Entry entry = linker.entry(scope, true);
        @Nullable Node[] defaults = new @Nullable Node[slots.length];
        for (int i = 0; i < slots.length; i++) {
            Expr value = parameters.get(i).defaultValue();
            defaults[i] =
                    value == null ? null : linker.expressions(scope, false).linkWhole(value);
        }
        Action.Body body = linker.body(code.body(), scope, false);
        frame.seal();
        return new Function(
                name,
                isCaller,
                linker.source(),
                frame,
                PyTuple.of(names),
                slots,
                defaults,
                caller,
                kwargs,
                varargs,
                known.contains("caller"),
                entry,
                body);
    }

    private void checkCaller(SpecialNames special) {
        for (Stmt.Parameter parameter : parameters) {
            if (special.caller() && parameter.name().equals("caller") && parameter.defaultValue() == null) {
                throw linker.syntax(
                        "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.",
                        code.line());
            }
        }
    }
}

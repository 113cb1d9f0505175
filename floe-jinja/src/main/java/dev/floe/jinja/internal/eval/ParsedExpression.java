package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Context;
import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.Parser;
import org.jspecify.annotations.Nullable;

/** An expression by itself, parsed and linked. */
public final class ParsedExpression {
    private final Settings settings;
    private final Run.Source source;
    private final Linker.Value value;

    private ParsedExpression(Settings settings, Run.Source source, Linker.Value value) {
        this.settings = settings;
        this.source = source;
        this.value = value;
    }

    /** Parses an expression. */
    public static ParsedExpression parse(Settings settings, String text) {
        Run.Source source = new Run.Source("<expression>", Parser.normalize(text, true));
        Expr expr = Parser.parseExpression(source.text(), source.name());
        return new ParsedExpression(settings, source, new Linker(settings, source).value(expr));
    }

    /** The value, once. */
    public @Nullable Object evaluate(Context context) {
        return Run.template(settings, source, false, run -> {
            Frame frame = new Frame(run, new Names(context, settings.globals()), null, value.scope());
            value.entry().run(frame);
            return value.node().eval(frame);
        });
    }
}

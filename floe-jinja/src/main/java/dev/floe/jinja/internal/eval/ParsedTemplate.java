package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Context;
import dev.floe.jinja.Definition;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Template;
import dev.floe.jinja.TemplateAnalysis;
import dev.floe.jinja.internal.syntax.Parser;
import dev.floe.jinja.internal.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template, parsed and linked. */
public final class ParsedTemplate implements Template {
    private final Settings settings;
    private final Run.Source source;
    private final List<Stmt> statements;
    private final Linker.Root root;
    private final TemplateAnalysis analysis;
    private final List<Definition> definitions;

    private ParsedTemplate(Settings settings, Run.Source source, List<Stmt> statements) {
        this.settings = settings;
        this.source = source;
        this.statements = statements;
        Linker linker = new Linker(settings, source);
        this.root = linker.root(statements);
        this.analysis = new Analysis(statements, linker.contextNames());
        this.definitions = findDefinitions();
    }

    /** Parses a template. */
    public static ParsedTemplate parse(Settings settings, String text, String name) {
        String source = Parser.normalize(text, settings.keepTrailingNewline());
        try {
            List<Stmt> statements = Parser.parse(
                    source,
                    name,
                    settings.trimBlocks(),
                    settings.lstripBlocks(),
                    settings.blockTags(),
                    settings.macroPrefix());
            return new ParsedTemplate(settings, new Run.Source(name, source), statements);
        } catch (StackOverflowError e) {
            throw JinjaException.of(ErrorKind.SYNTAX, "the template is nested too deeply");
        }
    }

    private List<Definition> findDefinitions() {
        List<Definition> found = new ArrayList<>();
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Define definition) {
                found.add(new ParsedDefinition(settings, source, definition));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String source() {
        return source.text();
    }

    @Override
    @SuppressWarnings("NullAway") // the function gives a text
    public String render(Context context) {
        return Run.template(settings, source, false, run -> {
            Output out = new Output(run);
            run(run, context, out);
            return out.join();
        });
    }

    @Override
    public @Nullable Object renderNative(Context context) {
        return Run.template(settings, source, true, run -> {
            NativeOutput out = new NativeOutput(run);
            run(run, context, out);
            return out.result();
        });
    }

    private void run(Run run, Context context, Output out) {
        Frame frame = new Frame(run, new Names(context, settings.globals()), null, root.scope());
        root.entry().run(frame);
        root.body().run(frame, out);
    }

    @Override
    public List<Definition> definitions() {
        return definitions;
    }

    @Override
    public TemplateAnalysis analysis() {
        return analysis;
    }

    @Override
    public String toString() {
        return "Template[" + name() + "]";
    }
}

package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.BlockTag;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.Definition;
import dev.floe.jinja.TemplateAnalysis;
import dev.floe.jinja.internal.syntax.Stmt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A definition of a template; linked by itself when it is first asked for more than its names. */
final class ParsedDefinition implements Definition {
    private final Settings settings;
    private final Run.Source source;
    private final Stmt.Define syntax;
    private volatile @Nullable Linked linked;

    private record Linked(FunctionScope empty, Function function, TemplateAnalysis analysis) {}

    ParsedDefinition(Settings settings, Run.Source source, Stmt.Define syntax) {
        this.settings = settings;
        this.source = source;
        this.syntax = syntax;
    }

    private Linked linked() {
        Linked result = linked;
        if (result == null) {
            Linker linker = new Linker(settings, source);
            FunctionScope empty = new FunctionScope(null);
            Function function = linker.definition(syntax, empty);
            result = new Linked(empty, function, new Analysis(syntax.function().body(), linker.contextNames()));
            linked = result;
        }
        return result;
    }

    @Override
    public BlockTag tag() {
        return syntax.header().tag();
    }

    @Override
    public String name() {
        return syntax.header().name();
    }

    @Override
    public String macroName() {
        return syntax.header().macroName();
    }

    @Override
    public List<Parameter> parameters() {
        return syntax.function().parameters().stream()
                .map(parameter -> new Parameter(
                        parameter.name(),
                        Optional.ofNullable(parameter.type()),
                        Optional.ofNullable(parameter.defaultSource())))
                .toList();
    }

    @Override
    public Map<String, Object> options() {
        return syntax.header().options();
    }

    @Override
    public String source() {
        return source.text().substring(syntax.header().start(), syntax.header().end());
    }

    @Override
    public String contents() {
        return source.text()
                .substring(syntax.header().bodyStart(), syntax.header().bodyEnd());
    }

    @Override
    public int line() {
        return syntax.header().line();
    }

    @Override
    public TemplateAnalysis analysis() {
        return linked().analysis;
    }

    @Override
    public Callable bind(Context context) {
        return new Bound(this, new Names(context, settings.globals()));
    }

    private @Nullable Object call(Names names, Arguments arguments) {
        Linked code = linked();
        return Run.within(settings, source, run -> {
            // wherever it is called from, its own template renders to text
            Frame root = new Frame(run, names, null, code.empty, false);
            return new Macro(code.function, root).call(run, arguments);
        });
    }

    /** The definition with the names it sees. */
    private record Bound(ParsedDefinition definition, Names names) implements Callable {
        @Override
        public @Nullable Object call(Arguments arguments) {
            return definition.call(names, arguments);
        }

        @Override
        public String toString() {
            return "<Macro '" + definition.macroName() + "'>";
        }
    }

    @Override
    public String toString() {
        return "Definition[" + tag().word() + " " + name() + "]";
    }
}

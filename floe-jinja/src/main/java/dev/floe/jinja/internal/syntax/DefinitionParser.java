package dev.floe.jinja.internal.syntax;

import static java.util.Objects.requireNonNull;

import dev.floe.jinja.BlockTag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grammar of macros, and of the blocks that dbt adds. */
final class DefinitionParser {
    private final Parser statements;
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final String source;
    private final Set<BlockTag> blockTags;
    private final String macroPrefix;

    DefinitionParser(
            Parser statements,
            TokenStream stream,
            ExpressionParser expressions,
            TargetParser targets,
            String source,
            Set<BlockTag> blockTags,
            String macroPrefix) {
        this.statements = statements;
        this.stream = stream;
        this.expressions = expressions;
        this.targets = targets;
        this.source = source;
        this.blockTags = blockTags;
        this.macroPrefix = macroPrefix;
    }

    /** What a tag of this name defines, or null. */
    @Nullable BlockTag kind(String word) {
        if (word.equals("macro")) {
            return BlockTag.MACRO;
        }
        for (BlockTag tag : blockTags) {
            if (tag.word().equals(word)) {
                return tag;
            }
        }
        return null;
    }

    Stmt definition(Token begin, Token tag) {
        BlockTag kind = requireNonNull(kind(tag.text()));
        String name = targets.name();
        List<Stmt.Parameter> parameters = List.of();
        Map<String, Object> options = Map.of();
        String macroName = name;
        switch (kind) {
            case MACRO -> parameters = parameters();
            case TEST, DATA_TEST -> {
                parameters = parameters();
                macroName = "test_" + name;
            }
            case MATERIALIZATION -> {
                MaterializationTag rest = new MaterializationTag(stream, expressions, targets, source, name);
                parameters = rest.parameters();
                options = rest.options();
                macroName = "materialization_" + name + "_" + rest.adapter();
            }
            default -> {}
        }
        int bodyStart = stream.current().end();
        Stmt.Function function = statements.function(parameters, "end" + tag.text(), tag.line());
        int bodyEnd = statements.closingTag();
        int end = stream.current().end();
        return new Stmt.Define(
                new Header(
                        kind,
                        name,
                        macroName,
                        macroPrefix + macroName,
                        options,
                        begin.line(),
                        begin.start(),
                        bodyStart,
                        bodyEnd,
                        end),
                function);
    }

    List<Stmt.Parameter> parameters() {
        return new ParameterParser(stream, expressions, targets, source, !blockTags.isEmpty()).parameters();
    }
}

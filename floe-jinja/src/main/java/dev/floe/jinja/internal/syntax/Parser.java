package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grammar of statements. */
public final class Parser {
    private static final int MAX_DEPTH = 100;
    private static final Set<String> INHERITANCE =
            Set.of("block", "extends", "include", "import", "from", "autoescape");

    private final String source;
    private final Set<BlockTag> blockTags;
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final Deque<String> openTags = new ArrayDeque<>();
    private final Deque<List<String>> awaited = new ArrayDeque<>();
    /** How many loops are open within the current function body: what break and continue may refer to. */
    private int loops;
    /** Where the tag begins that ended the last body. */
    private int closingTag;

    private Parser(String source, String name, List<Token> tokens, Set<BlockTag> blockTags) {
        this.source = source;
        this.blockTags = blockTags;
        this.stream = new TokenStream(tokens, name, source);
        this.expressions = new ExpressionParser(stream);
        this.targets = new TargetParser(stream);
    }

    /**
     * Parses a template.
     *
     * @param source normalized
     */
    public static List<Stmt> parse(
            String source, String name, boolean trimBlocks, boolean lstripBlocks, Set<BlockTag> blockTags) {
        List<Token> tokens = new Lexer(source, trimBlocks, lstripBlocks).tokenize();
        try {
            return new Parser(source, name, tokens, blockTags).template();
        } catch (StackOverflowError e) {
            throw JinjaException.of(ErrorKind.SYNTAX, "the template is nested too deeply");
        }
    }

    /** Parses an expression that stands by itself. */
    public static Expr parseExpression(String text, String name) {
        TokenStream stream = new TokenStream(TagLexer.tokens(text), name, text);
        Expr expr = new ExpressionParser(stream).tuple();
        stream.expect(TokenType.EOF);
        return expr;
    }

    /** The source as Jinja reads it. */
    public static String normalize(String source, boolean keepTrailingNewline) {
        return Lexer.normalize(source, keepTrailingNewline);
    }

    private List<Stmt> template() {
        return body(List.of());
    }

    /** Statements up to one of the words, which is then current; or, without words, up to the end. */
    private List<Stmt> body(List<String> endWords) {
        if (awaited.size() > MAX_DEPTH) {
            throw stream.fail("too many nested blocks");
        }
        awaited.push(endWords);
        List<Stmt> statements = new ArrayList<>();
        while (true) {
            Token token = stream.current();
            switch (token.type()) {
                case DATA -> {
                    stream.next();
                    statements.add(new Stmt.Text(token.text()));
                }
                case VARIABLE_BEGIN -> {
                    stream.next();
                    int line = stream.current().line();
                    statements.add(new Stmt.Print(expressions.tuple(), line));
                    stream.expect(TokenType.VARIABLE_END);
                }
                case BLOCK_BEGIN -> {
                    stream.next();
                    if (stream.at(TokenType.NAME)
                            && endWords.contains(stream.current().text())) {
                        awaited.pop();
                        closingTag = token.start();
                        return statements;
                    }
                    statement(token, statements);
                    stream.expect(TokenType.BLOCK_END);
                }
                default -> {
                    if (!endWords.isEmpty()) {
                        throw unexpectedEnd(null);
                    }
                    awaited.pop();
                    return statements;
                }
            }
        }
    }

    /** The body of a tag that is open: through the tag's end, up to one of the words, which is then current. */
    private List<Stmt> block(String... endWords) {
        stream.skipIf(TokenType.COLON);
        stream.expect(TokenType.BLOCK_END);
        return body(List.of(endWords));
    }

    /** As {@link #block}, but the one word that ends it is read too. */
    private List<Stmt> wholeBlock(String endWord) {
        List<Stmt> statements = block(endWord);
        stream.next();
        return statements;
    }

    private void statement(Token begin, List<Stmt> statements) {
        if (!stream.at(TokenType.NAME)) {
            throw stream.fail("tag name expected");
        }
        Token tag = stream.next();
        openTags.push(tag.text());
        if (tag.text().equals("print")) {
            print(statements);
        } else {
            statements.add(statement(begin, tag));
        }
        openTags.pop();
    }

    private Stmt statement(Token begin, Token tag) {
        int line = tag.line();
        return switch (tag.text()) {
            case "for" -> forLoop(line);
            case "if" -> ifElse();
            case "set" -> set(line);
            case "with" -> with(line);
            case "call" -> callBlock(line);
            case "filter" -> {
                Expr.Filtered filter = (Expr.Filtered) expressions.filter(null, true);
                yield new Stmt.FilterBlock(filter, wholeBlock("endfilter"), line);
            }
            case "do" -> new Stmt.Do(expressions.tuple(), line);
            case "break" -> {
                requireLoop("'break' outside loop", line);
                yield new Stmt.Break(line);
            }
            case "continue" -> {
                requireLoop("'continue' not properly in loop", line);
                yield new Stmt.Continue(line);
            }
            default -> definition(begin, tag);
        };
    }

    private void requireLoop(String detail, int line) {
        if (loops == 0) {
            throw stream.fail(detail, line);
        }
    }

    private void print(List<Stmt> statements) {
        boolean first = true;
        while (!stream.at(TokenType.BLOCK_END)) {
            if (!first) {
                stream.expect(TokenType.COMMA);
            }
            first = false;
            int line = stream.current().line();
            statements.add(new Stmt.Print(expressions.expression(), line));
        }
    }

    private Stmt forLoop(int line) {
        Target target = targets.target("in", false);
        stream.expectName("in");
        Expr iterable = expressions.tuple(false, "recursive", false);
        Expr test = stream.skipIfName("if") ? expressions.expression() : null;
        boolean recursive = stream.skipIfName("recursive");
        loops++;
        List<Stmt> body = block("endfor", "else");
        loops--;
        boolean hasElse = stream.next().text().equals("else");
        List<Stmt> otherwise = hasElse ? wholeBlock("endfor") : List.of();
        return new Stmt.For(target, iterable, test, recursive, body, otherwise, line);
    }

    private Stmt ifElse() {
        List<Stmt.Branch> branches = new ArrayList<>(2);
        List<Stmt> otherwise = List.of();
        while (true) {
            int line = stream.current().line();
            Expr test = expressions.tuple(false, null, false);
            branches.add(new Stmt.Branch(test, block("elif", "else", "endif"), line));
            String word = stream.next().text();
            if (word.equals("else")) {
                otherwise = wholeBlock("endif");
            }
            if (!word.equals("elif")) {
                return new Stmt.If(branches, otherwise);
            }
        }
    }

    private Stmt set(int line) {
        Target target = targets.target(null, true);
        if (stream.skipIf(TokenType.ASSIGN)) {
            return new Stmt.Set(target, expressions.tuple(), line);
        }
        Expr.Filtered filter = stream.at(TokenType.PIPE) ? (Expr.Filtered) expressions.filter(null, false) : null;
        return new Stmt.SetBlock(target, filter, wholeBlock("endset"), line);
    }

    private Stmt with(int line) {
        List<Target> names = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (!stream.at(TokenType.BLOCK_END)) {
            if (!names.isEmpty()) {
                stream.expect(TokenType.COMMA);
            }
            names.add(targets.target(null, false));
            stream.expect(TokenType.ASSIGN);
            values.add(expressions.expression());
        }
        return new Stmt.With(names, values, wholeBlock("endwith"), line);
    }

    private Stmt callBlock(int line) {
        List<Stmt.Parameter> parameters = stream.at(TokenType.LPAREN) ? parameters() : List.of();
        Expr call = expressions.expression();
        if (!(call instanceof Expr.Call target)) {
            throw stream.fail("expected call", line);
        }
        return new Stmt.CallBlock(function(parameters, "endcall", line), target, line);
    }

    private Stmt.Function function(List<Stmt.Parameter> parameters, String endWord, int line) {
        int outer = loops;
        loops = 0;
        List<Stmt> body = wholeBlock(endWord);
        loops = outer;
        return new Stmt.Function(parameters, body, line);
    }

    private List<Stmt.Parameter> parameters() {
        return new ParameterParser(stream, expressions, targets, source, !blockTags.isEmpty()).parameters();
    }

    private Stmt definition(Token begin, Token tag) {
        BlockTag kind = definitionTag(tag.text());
        if (kind == null) {
            openTags.pop();
            throw INHERITANCE.contains(tag.text())
                    ? stream.fail(
                            "the tag '" + tag.text() + "' is not supported: templates here do not load each other",
                            tag.line())
                    : unexpectedEnd(tag);
        }
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
        Stmt.Function function = function(parameters, "end" + tag.text(), tag.line());
        int bodyEnd = closingTag;
        int end = stream.current().end();
        return new Stmt.Define(
                new Header(kind, name, macroName, options, begin.line(), begin.start(), bodyStart, bodyEnd, end),
                function);
    }

    private @Nullable BlockTag definitionTag(String word) {
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

    private JinjaException unexpectedEnd(@Nullable Token unknown) {
        StringBuilder text = new StringBuilder(
                unknown == null ? "Unexpected end of template." : "Encountered unknown tag '" + unknown.text() + "'.");
        List<String> wanted = awaited.isEmpty() ? List.of() : awaited.peek();
        if (!wanted.isEmpty()) {
            String words = "'" + String.join("' or '", wanted) + "'";
            boolean nesting = unknown != null && awaited.stream().anyMatch(words2 -> words2.contains(unknown.text()));
            text.append(
                    nesting
                            ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for "
                            : " Jinja was looking for the following tags: ");
            text.append(words).append('.');
        }
        if (!openTags.isEmpty()) {
            text.append(" The innermost block that needs to be closed is '")
                    .append(openTags.peek())
                    .append("'.");
        }
        return stream.fail(text.toString(), unknown == null ? stream.current().line() : unknown.line());
    }
}

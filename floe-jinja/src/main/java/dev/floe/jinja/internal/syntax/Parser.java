package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The grammar of statements. */
public final class Parser {
    private static final Set<String> STATEMENTS =
            Set.of("for", "if", "set", "with", "call", "filter", "do", "break", "continue", "print");

    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final DefinitionParser definitions;
    private final Nesting nesting;
    /** How many loops are open within the current function body: what break and continue may refer to. */
    private int loops;

    private int closingTag;

    private Parser(String source, String name, List<Token> tokens, Set<BlockTag> blockTags, String macroPrefix) {
        this.stream = new TokenStream(tokens, name, source);
        this.expressions = new ExpressionParser(stream);
        this.targets = new TargetParser(stream, expressions);
        this.definitions = new DefinitionParser(this, stream, expressions, targets, source, blockTags, macroPrefix);
        this.nesting = new Nesting(stream);
    }

    /**
     * Parses a template.
     *
     * @param source normalized
     * @param macroPrefix what the names of macros begin with in their own template
     */
    public static List<Stmt> parse(
            String source,
            String name,
            boolean trimBlocks,
            boolean lstripBlocks,
            Set<BlockTag> blockTags,
            String macroPrefix) {
        List<Token> tokens = new Lexer(source, trimBlocks, lstripBlocks).tokenize();
        try {
            return new Parser(source, name, tokens, blockTags, macroPrefix).template();
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
        nesting.await(endWords);
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
                        nesting.arrived();
                        closingTag = token.start();
                        return statements;
                    }
                    statement(token, statements);
                    stream.expect(TokenType.BLOCK_END);
                }
                default -> {
                    if (!endWords.isEmpty()) {
                        throw nesting.unexpectedEnd();
                    }
                    nesting.arrived();
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

    /** Where the tag begins that ended the last body. */
    int closingTag() {
        return closingTag;
    }

    private void statement(Token begin, List<Stmt> statements) {
        if (!stream.at(TokenType.NAME)) {
            throw stream.fail("tag name expected");
        }
        Token tag = stream.current();
        nesting.open(tag.text());
        if (!STATEMENTS.contains(tag.text()) && definitions.kind(tag.text()) == null) {
            throw nesting.unknownTag(tag);
        }
        stream.next();
        if (tag.text().equals("print")) {
            print(statements);
        } else {
            statements.add(statement(begin, tag));
        }
        nesting.close();
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
            default -> definitions.definition(begin, tag);
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
        Target target = targets.target(false);
        stream.expectName("in");
        Expr iterable = expressions.tuple(false, false);
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
            Expr test = expressions.tuple(false, false);
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
        Target target = targets.target(true);
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
            names.add(targets.target(false));
            stream.expect(TokenType.ASSIGN);
            values.add(expressions.expression());
        }
        return new Stmt.With(names, values, wholeBlock("endwith"), line);
    }

    private Stmt callBlock(int line) {
        List<Stmt.Parameter> parameters = stream.at(TokenType.LPAREN) ? definitions.parameters() : List.of();
        Expr call = expressions.expression();
        if (!(call instanceof Expr.Call target)) {
            throw stream.fail("expected call", line);
        }
        return new Stmt.CallBlock(function(parameters, "endcall", line), target, line);
    }

    /** A body that runs on its own, through its end word. */
    Stmt.Function function(List<Stmt.Parameter> parameters, String endWord, int line) {
        int outer = loops;
        loops = 0;
        List<Stmt> body = wholeBlock(endWord);
        loops = outer;
        return new Stmt.Function(parameters, body, line);
    }
}

package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import java.util.List;

/** The tokens of a template, read one by one. */
final class TokenStream {
    private final List<Token> tokens;
    private final String name;
    private final String source;
    private int index = -1;
    private Token current;

    TokenStream(List<Token> tokens, String name, String source) {
        this.tokens = tokens;
        this.name = name;
        this.source = source;
        this.current = tokens.get(0);
        next();
    }

    Token current() {
        return current;
    }

    /** The token after the current one; the end itself after the end. */
    Token look() {
        Token next = tokens.get(Math.min(index + 1, tokens.size() - 1));
        if (next.is(TokenType.ERROR)) {
            throw fail(next.text(), next.line());
        }
        return next;
    }

    /** The token before the current one. */
    Token previous() {
        return tokens.get(Math.max(index - 1, 0));
    }

    /** Goes on to the next token and gives the one that was current. */
    Token next() {
        Token was = current;
        index = Math.min(index + 1, tokens.size() - 1);
        current = tokens.get(index);
        if (current.is(TokenType.ERROR)) {
            throw fail(current.text(), current.line());
        }
        return was;
    }

    boolean at(TokenType type) {
        return current.type() == type;
    }

    boolean atName(String word) {
        return current.isName(word);
    }

    boolean skipIf(TokenType type) {
        boolean skip = at(type);
        if (skip) {
            next();
        }
        return skip;
    }

    boolean skipIfName(String word) {
        boolean skip = atName(word);
        if (skip) {
            next();
        }
        return skip;
    }

    /** Whether a list of expressions, or of targets, ends here. */
    boolean endsTuple() {
        return switch (current.type()) {
            case VARIABLE_END, BLOCK_END, RPAREN -> true;
            default -> false;
        };
    }

    Token expect(TokenType type) {
        if (!at(type)) {
            throw expected(type.text);
        }
        return next();
    }

    Token expectName(String word) {
        if (!atName(word)) {
            throw expected(word);
        }
        return next();
    }

    private JinjaException expected(String what) {
        return at(TokenType.EOF)
                ? fail("unexpected end of template, expected '" + what + "'.", current.line())
                : fail("expected token '" + what + "', got '" + current.describe() + "'", current.line());
    }

    JinjaException fail(String detail) {
        return fail(detail, current.line());
    }

    JinjaException fail(String detail, int line) {
        return JinjaException.of(ErrorKind.SYNTAX, detail).at(SourceLines.position(name, source, line), List.of());
    }
}

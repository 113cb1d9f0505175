package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values from their notation in Python: literals, and lists, tuples and dicts of them. */
public final class LiteralParser {
    private LiteralParser() {}

    /**
     * Reads a value.
     *
     * @throws JinjaException of kind {@link ErrorKind#SYNTAX} if the text is not the notation of a value
     */
    public static @Nullable Object parse(String text) {
        List<Token> tokens = TagLexer.tokens(text);
        TokenStream stream = new TokenStream(tokens, "<literal>", text);
        boolean jinjaWords = tokens.stream()
                .anyMatch(token -> token.isName("true") || token.isName("false") || token.isName("none"));
        Expr expr = new ExpressionParser(stream).tuple();
        Object value = jinjaWords || !stream.at(TokenType.EOF) ? Values.MISSING : Literals.value(expr);
        if (value == Values.MISSING) {
            throw JinjaException.of(ErrorKind.SYNTAX, "not a literal: " + text);
        }
        return value;
    }
}

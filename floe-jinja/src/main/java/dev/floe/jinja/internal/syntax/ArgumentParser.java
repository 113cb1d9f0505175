package dev.floe.jinja.internal.syntax;

import java.util.ArrayList;
import java.util.List;

/** The grammar of what stands in the parentheses of a call. */
final class ArgumentParser {
    private final TokenStream stream;
    private final ExpressionParser expressions;

    ArgumentParser(TokenStream stream, ExpressionParser expressions) {
        this.stream = stream;
        this.expressions = expressions;
    }

    CallArguments parse() {
        int line = stream.expect(TokenType.LPAREN).line();
        List<Expr> positional = new ArrayList<>(3);
        List<String> names = new ArrayList<>(2);
        List<Expr> named = new ArrayList<>(2);
        Expr spread = null;
        Expr keywordSpread = null;
        boolean comma = false;
        while (!stream.at(TokenType.RPAREN)) {
            if (comma) {
                stream.expect(TokenType.COMMA);
                if (stream.at(TokenType.RPAREN)) {
                    break;
                }
            }
            if (stream.at(TokenType.MUL)) {
                ensure(spread == null && keywordSpread == null, line);
                stream.next();
                spread = expressions.expression();
            } else if (stream.at(TokenType.POW)) {
                ensure(keywordSpread == null, line);
                stream.next();
                keywordSpread = expressions.expression();
            } else if (stream.at(TokenType.NAME) && stream.look().is(TokenType.ASSIGN)) {
                ensure(keywordSpread == null, line);
                String name = stream.next().text();
                stream.next();
                names.add(name);
                named.add(expressions.expression());
            } else {
                ensure(spread == null && keywordSpread == null && names.isEmpty(), line);
                positional.add(expressions.expression());
            }
            comma = true;
        }
        stream.expect(TokenType.RPAREN);
        return new CallArguments(positional, names, named, spread, keywordSpread);
    }

    private void ensure(boolean valid, int line) {
        if (!valid) {
            throw stream.fail("invalid syntax for function call expression", line);
        }
    }
}

package dev.floe.jinja.internal.syntax;

import java.util.ArrayList;
import java.util.List;

/** The grammar of a macro's parameters. */
final class ParameterParser {
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final String source;
    private final boolean typed;

    /**
     * @param typed whether parameters may have type annotations
     */
    ParameterParser(
            TokenStream stream, ExpressionParser expressions, TargetParser targets, String source, boolean typed) {
        this.stream = stream;
        this.expressions = expressions;
        this.targets = targets;
        this.source = source;
        this.typed = typed;
    }

    List<Stmt.Parameter> parameters() {
        List<Stmt.Parameter> parameters = new ArrayList<>();
        boolean defaults = false;
        stream.expect(TokenType.LPAREN);
        while (!stream.at(TokenType.RPAREN)) {
            if (!parameters.isEmpty()) {
                stream.expect(TokenType.COMMA);
            }
            String name = targets.name();
            String type = typed && stream.skipIf(TokenType.COLON) ? type() : null;
            Expr value = null;
            String text = null;
            if (stream.skipIf(TokenType.ASSIGN)) {
                defaults = true;
                int start = stream.current().start();
                value = expressions.expression();
                text = source.substring(start, stream.previous().end());
            } else if (defaults) {
                throw stream.fail("non-default argument follows default argument");
            }
            parameters.add(new Stmt.Parameter(name, type, value, text));
        }
        stream.expect(TokenType.RPAREN);
        return parameters;
    }

    private String type() {
        int start = stream.current().start();
        typeName(0);
        return source.substring(start, stream.previous().end());
    }

    private void typeName(int depth) {
        stream.expect(TokenType.NAME);
        if (depth < 50 && stream.skipIf(TokenType.LBRACKET)) {
            for (boolean first = true; !stream.at(TokenType.RBRACKET); first = false) {
                if (!first) {
                    stream.expect(TokenType.COMMA);
                }
                typeName(depth + 1);
            }
            stream.expect(TokenType.RBRACKET);
        }
    }
}

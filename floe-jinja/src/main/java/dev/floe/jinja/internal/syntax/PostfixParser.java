package dev.floe.jinja.internal.syntax;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of what follows an operand: attributes, items, slices, calls, filters and tests. */
final class PostfixParser {
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final OperandParser operands;
    private final ArgumentParser arguments;

    PostfixParser(TokenStream stream, ExpressionParser expressions, OperandParser operands) {
        this.stream = stream;
        this.expressions = expressions;
        this.operands = operands;
        this.arguments = new ArgumentParser(stream, expressions);
    }

    Expr postfix(Expr operand, int start) {
        Expr result = operand;
        while (true) {
            switch (stream.current().type()) {
                case DOT, LBRACKET -> result = subscript(result);
                case LPAREN -> result = call(result, start);
                default -> {
                    return result;
                }
            }
        }
    }

    Expr filters(Expr operand, int start) {
        Expr result = operand;
        while (true) {
            if (stream.at(TokenType.PIPE)) {
                result = filter(result, false);
            } else if (stream.atName("is")) {
                result = test(result);
            } else if (stream.at(TokenType.LPAREN)) {
                result = call(result, start);
            } else {
                return result;
            }
        }
    }

    private Expr subscript(Expr object) {
        Token token = stream.next();
        if (token.is(TokenType.DOT)) {
            Token name = stream.next();
            if (name.is(TokenType.NAME)) {
                return new Expr.Attribute(object, name.text(), token.line());
            }
            if (!name.is(TokenType.INTEGER)) {
                throw stream.fail("expected name or number", name.line());
            }
            return new Expr.Item(object, new Expr.Const(OperandParser.integer(name.text())), token.line());
        }
        List<Expr> keys = new ArrayList<>(1);
        while (!stream.at(TokenType.RBRACKET)) {
            if (!keys.isEmpty()) {
                stream.expect(TokenType.COMMA);
            }
            keys.add(subscripted());
        }
        stream.expect(TokenType.RBRACKET);
        return new Expr.Item(object, keys.size() == 1 ? keys.get(0) : new Expr.TupleOf(keys), token.line());
    }

    private Expr subscripted() {
        Expr start = null;
        if (!stream.at(TokenType.COLON)) {
            start = expressions.expression();
            if (!stream.at(TokenType.COLON)) {
                return start;
            }
        }
        stream.next();
        Expr stop = null;
        if (!stream.at(TokenType.COLON) && !stream.at(TokenType.RBRACKET) && !stream.at(TokenType.COMMA)) {
            stop = expressions.expression();
        }
        Expr step = null;
        if (stream.skipIf(TokenType.COLON) && !stream.at(TokenType.RBRACKET) && !stream.at(TokenType.COMMA)) {
            step = expressions.expression();
        }
        return new Expr.Slice(start, stop, step);
    }

    private Expr.Call call(Expr callee, int start) {
        int line = stream.current().line();
        CallArguments given = arguments.parse();
        return new Expr.Call(callee, given, line, start, stream.previous().end());
    }

    /**
     * One filter, or a chain of them.
     *
     * @param operand what is filtered, or null for the text of a block
     * @param inline whether the name comes at once, without a bar before it
     */
    Expr filter(@Nullable Expr operand, boolean inline) {
        Expr result = operand;
        boolean first = inline;
        while (first || stream.skipIf(TokenType.PIPE)) {
            first = false;
            int line = stream.current().line();
            String name = dottedName();
            CallArguments given = stream.at(TokenType.LPAREN) ? arguments.parse() : CallArguments.NONE;
            result = new Expr.Filtered(result, name, given, line);
        }
        return requireNonNull(result);
    }

    private String dottedName() {
        String name = stream.expect(TokenType.NAME).text();
        while (stream.skipIf(TokenType.DOT)) {
            name += "." + stream.expect(TokenType.NAME).text();
        }
        return name;
    }

    private Expr test(Expr operand) {
        int line = stream.next().line();
        boolean negated = stream.skipIfName("not");
        String name = dottedName();
        CallArguments given = CallArguments.NONE;
        if (stream.at(TokenType.LPAREN)) {
            given = arguments.parse();
        } else if (startsOperand()) {
            if (stream.atName("is")) {
                throw stream.fail("You cannot chain multiple tests with is");
            }
            int start = stream.current().start();
            Expr argument = postfix(operands.operand(), start);
            given = new CallArguments(List.of(argument), List.of(), List.of(), null, null);
        }
        Expr result = new Expr.Tested(operand, name, given, line);
        return negated ? new Expr.Not(result) : result;
    }

    private boolean startsOperand() {
        return switch (stream.current().type()) {
            case STRING, INTEGER, FLOAT, LBRACKET, LBRACE -> true;
            case NAME -> !stream.atName("else") && !stream.atName("or") && !stream.atName("and");
            default -> false;
        };
    }
}

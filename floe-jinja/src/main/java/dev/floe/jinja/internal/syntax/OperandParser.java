package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.internal.value.Numbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The grammar of what operators stand between: names, literals, collections, anything in parentheses. */
final class OperandParser {
    private final TokenStream stream;
    private final ExpressionParser expressions;

    OperandParser(TokenStream stream, ExpressionParser expressions) {
        this.stream = stream;
        this.expressions = expressions;
    }

    Expr operand() {
        Token token = stream.current();
        switch (token.type()) {
            case NAME -> {
                stream.next();
                return name(token.text());
            }
            case STRING -> {
                return strings();
            }
            case INTEGER -> {
                stream.next();
                return new Expr.Const(integer(token.text()));
            }
            case FLOAT -> {
                stream.next();
                return new Expr.Const(Double.valueOf(token.text()));
            }
            case LPAREN -> {
                stream.next();
                Expr inner = expressions.tuple(true, true);
                stream.expect(TokenType.RPAREN);
                return inner;
            }
            case LBRACKET -> {
                return list();
            }
            case LBRACE -> {
                return dict();
            }
            default -> throw stream.fail("unexpected '" + token.describe() + "'");
        }
    }

    private static Expr name(String name) {
        return switch (name) {
            case "true", "True" -> new Expr.Const(true);
            case "false", "False" -> new Expr.Const(false);
            case "none", "None" -> new Expr.Const(null);
            default -> new Expr.Name(name);
        };
    }

    private Expr strings() {
        String first = stream.next().text();
        if (!stream.at(TokenType.STRING)) {
            return new Expr.Const(first);
        }
        StringBuilder all = new StringBuilder(first);
        while (stream.at(TokenType.STRING)) {
            all.append(stream.next().text());
        }
        return new Expr.Const(all.toString());
    }

    static Object integer(String text) {
        int radix = 10;
        String digits = text;
        if (text.length() > 2 && text.charAt(0) == '0' && Character.isLetter(text.charAt(1))) {
            radix = switch (Character.toLowerCase(text.charAt(1))) {
                case 'x' -> 16;
                case 'o' -> 8;
                default -> 2;
            };
            digits = text.substring(2);
        }
        return digits.length() <= 15
                ? (Object) Long.parseLong(digits, radix)
                : Numbers.normalize(new BigInteger(digits, radix));
    }

    private Expr list() {
        stream.expect(TokenType.LBRACKET);
        List<Expr> items = new ArrayList<>();
        while (!stream.at(TokenType.RBRACKET)) {
            if (!items.isEmpty()) {
                stream.expect(TokenType.COMMA);
                if (stream.at(TokenType.RBRACKET)) {
                    break;
                }
            }
            items.add(expressions.expression());
        }
        stream.expect(TokenType.RBRACKET);
        return new Expr.ListOf(items);
    }

    private Expr dict() {
        stream.expect(TokenType.LBRACE);
        List<Expr> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (!stream.at(TokenType.RBRACE)) {
            if (!keys.isEmpty()) {
                stream.expect(TokenType.COMMA);
                if (stream.at(TokenType.RBRACE)) {
                    break;
                }
            }
            keys.add(expressions.expression());
            stream.expect(TokenType.COLON);
            values.add(expressions.expression());
        }
        stream.expect(TokenType.RBRACE);
        return new Expr.DictOf(keys, values);
    }
}

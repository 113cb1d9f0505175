package dev.floe.jinja.internal.syntax;

import static java.util.Objects.requireNonNull;

import dev.floe.jinja.internal.value.Numbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of expressions, by descent: a method per level of precedence. */
final class ExpressionParser {
    private static final int MAX_DEPTH = 200;

    private final TokenStream stream;
    private int depth;

    ExpressionParser(TokenStream stream) {
        this.stream = stream;
    }

    /** A full expression, with {@code if … else}. */
    Expr expression() {
        if (++depth > MAX_DEPTH) {
            throw stream.fail("too many nested expressions");
        }
        int line = stream.current().line();
        Expr result = or();
        while (stream.skipIfName("if")) {
            Expr test = or();
            Expr otherwise = stream.skipIfName("else") ? expression() : null;
            result = new Expr.Conditional(test, result, otherwise, line);
        }
        depth--;
        return result;
    }

    /**
     * An expression, or several with commas between, which make a tuple.
     *
     * @param conditional whether {@code if … else} is part of it
     * @param endWord a word that also ends it, or null
     * @param inParentheses whether it may be empty
     */
    Expr tuple(boolean conditional, @Nullable String endWord, boolean inParentheses) {
        List<Expr> items = new ArrayList<>(2);
        boolean isTuple = false;
        while (true) {
            if (!items.isEmpty()) {
                stream.expect(TokenType.COMMA);
            }
            if (endsTuple(endWord)) {
                break;
            }
            items.add(conditional ? expression() : or());
            if (!stream.at(TokenType.COMMA)) {
                break;
            }
            isTuple = true;
        }
        if (!isTuple) {
            if (!items.isEmpty()) {
                return items.get(0);
            }
            if (!inParentheses) {
                throw stream.fail(
                        "Expected an expression, got '" + stream.current().describe() + "'");
            }
        }
        return new Expr.TupleOf(List.copyOf(items));
    }

    /** An expression or a tuple without parentheses, as {@code {{ … }}} takes it. */
    Expr tuple() {
        return tuple(true, null, false);
    }

    boolean endsTuple(@Nullable String endWord) {
        return switch (stream.current().type()) {
            case VARIABLE_END, BLOCK_END, RPAREN -> true;
            default -> endWord != null && stream.atName(endWord);
        };
    }

    private Expr or() {
        Expr left = and();
        while (stream.skipIfName("or")) {
            left = new Expr.Or(left, and());
        }
        return left;
    }

    private Expr and() {
        Expr left = not();
        while (stream.skipIfName("and")) {
            left = new Expr.And(left, not());
        }
        return left;
    }

    private Expr not() {
        int count = 0;
        while (stream.skipIfName("not")) {
            count++;
        }
        Expr operand = compare();
        return count == 0 ? operand : count % 2 == 1 ? new Expr.Not(operand) : new Expr.Not(new Expr.Not(operand));
    }

    private Expr compare() {
        int line = stream.current().line();
        Expr first = sum();
        List<Expr.Comparison> rest = null;
        for (CompareOperator operator = compareOperator(); operator != null; operator = compareOperator()) {
            if (rest == null) {
                rest = new ArrayList<>(1);
            }
            rest.add(new Expr.Comparison(operator, sum()));
        }
        return rest == null ? first : new Expr.Compare(first, rest, line);
    }

    private @Nullable CompareOperator compareOperator() {
        CompareOperator operator = switch (stream.current().type()) {
            case EQ -> CompareOperator.EQUAL;
            case NE -> CompareOperator.NOT_EQUAL;
            case LT -> CompareOperator.LESS;
            case LTEQ -> CompareOperator.LESS_OR_EQUAL;
            case GT -> CompareOperator.GREATER;
            case GTEQ -> CompareOperator.GREATER_OR_EQUAL;
            case NAME -> membership();
            default -> null;
        };
        if (operator != null) {
            stream.next();
        }
        return operator;
    }

    private @Nullable CompareOperator membership() {
        if (stream.atName("in")) {
            return CompareOperator.IN;
        }
        if (stream.atName("not") && stream.look().isName("in")) {
            stream.next();
            return CompareOperator.NOT_IN;
        }
        return null;
    }

    private Expr sum() {
        Expr left = concat();
        while (stream.at(TokenType.ADD) || stream.at(TokenType.SUB)) {
            Token token = stream.next();
            BinaryOperator operator = token.is(TokenType.ADD) ? BinaryOperator.ADD : BinaryOperator.SUBTRACT;
            left = new Expr.Binary(operator, left, concat(), token.line());
        }
        return left;
    }

    private Expr concat() {
        Expr first = product();
        if (!stream.at(TokenType.TILDE)) {
            return first;
        }
        List<Expr> parts = new ArrayList<>();
        parts.add(first);
        while (stream.skipIf(TokenType.TILDE)) {
            parts.add(product());
        }
        return new Expr.Concat(parts);
    }

    private Expr product() {
        Expr left = power();
        for (BinaryOperator operator = productOperator(); operator != null; operator = productOperator()) {
            int line = stream.next().line();
            left = new Expr.Binary(operator, left, power(), line);
        }
        return left;
    }

    private @Nullable BinaryOperator productOperator() {
        return switch (stream.current().type()) {
            case MUL -> BinaryOperator.MULTIPLY;
            case DIV -> BinaryOperator.DIVIDE;
            case FLOORDIV -> BinaryOperator.FLOOR_DIVIDE;
            case MOD -> BinaryOperator.MODULO;
            default -> null;
        };
    }

    /** Jinja's power binds to the left, and less than a sign. */
    private Expr power() {
        Expr left = unary(true);
        while (stream.at(TokenType.POW)) {
            int line = stream.next().line();
            left = new Expr.Binary(BinaryOperator.POWER, left, unary(true), line);
        }
        return left;
    }

    private Expr unary(boolean filters) {
        Token token = stream.current();
        Expr result;
        if (token.is(TokenType.SUB) || token.is(TokenType.ADD)) {
            if (++depth > MAX_DEPTH) {
                throw stream.fail("too many nested expressions");
            }
            stream.next();
            result = new Expr.Sign(token.is(TokenType.SUB), unary(false), token.line());
            depth--;
        } else {
            result = primary();
        }
        result = postfix(result, token.start());
        return filters ? filters(result, token.start()) : result;
    }

    Expr primary() {
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
                Expr inner = tuple(true, null, true);
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
            items.add(expression());
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
            keys.add(expression());
            stream.expect(TokenType.COLON);
            values.add(expression());
        }
        stream.expect(TokenType.RBRACE);
        return new Expr.DictOf(keys, values);
    }

    private Expr postfix(Expr operand, int start) {
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

    private Expr filters(Expr operand, int start) {
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
            Token name = stream.current();
            if (name.is(TokenType.NAME)) {
                stream.next();
                return new Expr.Attribute(object, name.text(), token.line());
            }
            if (!name.is(TokenType.INTEGER)) {
                throw stream.fail("expected name or number");
            }
            stream.next();
            return new Expr.Item(object, new Expr.Const(integer(name.text())), token.line());
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
            start = expression();
            if (!stream.at(TokenType.COLON)) {
                return start;
            }
        }
        stream.next();
        Expr stop = null;
        if (!stream.at(TokenType.COLON) && !stream.at(TokenType.RBRACKET) && !stream.at(TokenType.COMMA)) {
            stop = expression();
        }
        Expr step = null;
        if (stream.skipIf(TokenType.COLON) && !stream.at(TokenType.RBRACKET) && !stream.at(TokenType.COMMA)) {
            step = expression();
        }
        return new Expr.Slice(start, stop, step);
    }

    private Expr.Call call(Expr callee, int start) {
        int line = stream.current().line();
        CallArguments arguments = arguments();
        return new Expr.Call(callee, arguments, line, start, stream.previous().end());
    }

    private CallArguments arguments() {
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
                spread = expression();
            } else if (stream.at(TokenType.POW)) {
                ensure(keywordSpread == null, line);
                stream.next();
                keywordSpread = expression();
            } else if (stream.at(TokenType.NAME) && stream.look().is(TokenType.ASSIGN)) {
                ensure(keywordSpread == null, line);
                String name = stream.next().text();
                ensureNew(names, name, line);
                stream.next();
                names.add(name);
                named.add(expression());
            } else {
                ensure(spread == null && keywordSpread == null && names.isEmpty(), line);
                positional.add(expression());
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

    private void ensureNew(List<String> names, String name, int line) {
        if (names.contains(name)) {
            throw stream.fail("keyword argument repeated: " + name, line);
        }
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
            CallArguments arguments = stream.at(TokenType.LPAREN) ? arguments() : CallArguments.NONE;
            result = new Expr.Filtered(result, name, arguments, line);
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
        CallArguments arguments = CallArguments.NONE;
        if (stream.at(TokenType.LPAREN)) {
            arguments = arguments();
        } else if (startsOperand()) {
            if (stream.atName("is")) {
                throw stream.fail("You cannot chain multiple tests with is");
            }
            int start = stream.current().start();
            Expr argument = postfix(primary(), start);
            arguments = new CallArguments(List.of(argument), List.of(), List.of(), null, null);
        }
        Expr result = new Expr.Tested(operand, name, arguments, line);
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

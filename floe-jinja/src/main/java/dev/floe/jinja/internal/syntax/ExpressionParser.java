package dev.floe.jinja.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of expressions: their operators, by descent, with a method per level of precedence. */
final class ExpressionParser {
    private static final int MAX_DEPTH = 200;

    private final TokenStream stream;
    private final OperandParser operands;
    private final PostfixParser postfixes;
    private int depth;

    ExpressionParser(TokenStream stream) {
        this.stream = stream;
        this.operands = new OperandParser(stream, this);
        this.postfixes = new PostfixParser(stream, this, operands);
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
            line = stream.current().line();
        }
        depth--;
        return result;
    }

    /**
     * An expression, or several with commas between, which make a tuple.
     *
     * @param conditional whether {@code if … else} is part of it
     * @param inParentheses whether it may be empty
     */
    Expr tuple(boolean conditional, boolean inParentheses) {
        List<Expr> items = new ArrayList<>(2);
        boolean isTuple = false;
        while (true) {
            if (!items.isEmpty()) {
                stream.expect(TokenType.COMMA);
            }
            if (stream.endsTuple()) {
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
        return tuple(true, false);
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
            result = operands.operand();
        }
        result = postfixes.postfix(result, token.start());
        return filters ? postfixes.filters(result, token.start()) : result;
    }

    /**
     * One filter, or a chain of them.
     *
     * @param operand what is filtered, or null for the text of a block
     * @param inline whether the name comes at once, without a bar before it
     */
    Expr filter(@Nullable Expr operand, boolean inline) {
        return postfixes.filter(operand, inline);
    }
}

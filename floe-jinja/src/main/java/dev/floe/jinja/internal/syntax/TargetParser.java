package dev.floe.jinja.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The grammar of what stands left of an assignment. */
final class TargetParser {
    private final TokenStream stream;
    private final OperandParser operands;

    TargetParser(TokenStream stream, ExpressionParser expressions) {
        this.stream = stream;
        this.operands = new OperandParser(stream, expressions);
    }

    /** A name alone. */
    String name() {
        Token token = stream.expect(TokenType.NAME);
        return assignable(token);
    }

    /**
     * A name, or several with commas between.
     *
     * @param members whether {@code namespace.name} may be assigned to
     */
    Target target(boolean members) {
        int line = stream.current().line();
        List<Object> items = new ArrayList<>(2);
        boolean isTuple = false;
        while (true) {
            if (!items.isEmpty()) {
                stream.expect(TokenType.COMMA);
            }
            if (stream.endsTuple()) {
                break;
            }
            items.add(single(members));
            if (!stream.at(TokenType.COMMA)) {
                break;
            }
            isTuple = true;
        }
        if (items.isEmpty()) {
            throw stream.fail("Expected an expression, got '" + stream.current().describe() + "'");
        }
        List<Target> targets = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof Target target)) {
                throw stream.fail("can't assign to '" + (isTuple ? "tuple" : kind((Expr) item)) + "'", line);
            }
            targets.add(target);
        }
        return isTuple ? new Target.Unpack(targets) : targets.get(0);
    }

    /** As in Jinja any operand is read, and looked at later: a target, or the expression if nothing can be assigned to it. */
    private Object single(boolean members) {
        Token token = stream.current();
        if (members && token.is(TokenType.NAME) && stream.look().is(TokenType.DOT)) {
            stream.next();
            stream.next();
            return new Target.Member(token.text(), stream.expect(TokenType.NAME).text(), token.line());
        }
        Expr operand = operands.operand();
        Target target = target(operand, token.line());
        return target == null ? operand : target;
    }

    private static @Nullable Target target(Expr expr, int line) {
        if (expr instanceof Expr.Name name) {
            return new Target.Variable(name.name(), line);
        }
        if (!(expr instanceof Expr.TupleOf tuple)) {
            return null;
        }
        List<Target> items = new ArrayList<>(tuple.items().size());
        for (Expr item : tuple.items()) {
            Target target = target(item, line);
            if (target == null) {
                return null;
            }
            items.add(target);
        }
        return new Target.Unpack(items);
    }

    /** What Jinja calls an expression to which nothing can be assigned. */
    private static String kind(Expr expr) {
        if (expr instanceof Expr.Binary binary) {
            return switch (binary.operator()) {
                case ADD -> "add";
                case SUBTRACT -> "sub";
                case MULTIPLY -> "mul";
                case DIVIDE -> "div";
                case FLOOR_DIVIDE -> "floordiv";
                case MODULO -> "mod";
                case POWER -> "pow";
            };
        }
        if (expr instanceof Expr.Sign sign) {
            return sign.negative() ? "neg" : "pos";
        }
        String name = expr.getClass().getSimpleName();
        return switch (name) {
            case "TupleOf" -> "tuple";
            case "ListOf" -> "list";
            case "DictOf" -> "dict";
            case "Conditional" -> "condexpr";
            case "Attribute" -> "getattr";
            case "Item" -> "getitem";
            case "Filtered" -> "filter";
            case "Tested" -> "test";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    private String assignable(Token token) {
        return switch (token.text()) {
            case "true", "True", "false", "False", "none", "None" ->
                throw stream.fail("can't assign to 'const'", token.line());
            default -> token.text();
        };
    }
}

package dev.floe.jinja.internal.syntax;

import java.util.ArrayList;
import java.util.List;

/** The grammar of what stands left of an assignment. */
final class TargetParser {
    private final TokenStream stream;
    private int depth;

    TargetParser(TokenStream stream) {
        this.stream = stream;
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
        List<Target> items = new ArrayList<>(2);
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
        if (!isTuple && items.isEmpty()) {
            throw stream.fail("Expected an expression, got '" + stream.current().describe() + "'");
        }
        return isTuple ? new Target.Unpack(items) : items.get(0);
    }

    private Target single(boolean members) {
        if (++depth > 100) {
            throw stream.fail("too many nested targets");
        }
        Token token = stream.current();
        Target result;
        switch (token.type()) {
            case NAME -> {
                stream.next();
                if (members && stream.at(TokenType.DOT)) {
                    stream.next();
                    result = new Target.Member(
                            token.text(), stream.expect(TokenType.NAME).text(), token.line());
                } else {
                    result = new Target.Variable(assignable(token), token.line());
                }
            }
            case LPAREN -> {
                stream.next();
                result = stream.at(TokenType.RPAREN) ? new Target.Unpack(List.of()) : target(members);
                stream.expect(TokenType.RPAREN);
            }
            case STRING, INTEGER, FLOAT -> throw stream.fail("can't assign to 'const'");
            case LBRACKET -> throw stream.fail("can't assign to 'list'");
            case LBRACE -> throw stream.fail("can't assign to 'dict'");
            default -> throw stream.fail("unexpected '" + token.describe() + "'");
        }
        depth--;
        return result;
    }

    private String assignable(Token token) {
        return switch (token.text()) {
            case "true", "True", "false", "False", "none", "None" ->
                throw stream.fail("can't assign to 'const'", token.line());
            default -> token.text();
        };
    }
}

package dev.floe.jinja.internal.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What follows the name in {@code {% materialization name, adapter='x', supported_languages=['sql'] %}}. */
final class MaterializationTag {
    private static final String LANGUAGES = "supported_languages";

    private final List<Stmt.Parameter> parameters = new ArrayList<>();
    private final Map<String, Object> options = new LinkedHashMap<>();
    private String adapter = "default";

    MaterializationTag(
            TokenStream stream, ExpressionParser expressions, TargetParser targets, String source, String name) {
        while (stream.skipIf(TokenType.COMMA)) {
            String option = targets.name();
            switch (option) {
                case "default" -> options.put("default", true);
                case "adapter" -> {
                    stream.expect(TokenType.ASSIGN);
                    if (!(expressions.expression() instanceof Expr.Const text)
                            || !(text.value() instanceof String value)) {
                        throw stream.fail("materialization '" + name + "': adapter has to be a text");
                    }
                    adapter = value;
                    options.put("adapter", value);
                }
                case LANGUAGES -> {
                    stream.expect(TokenType.ASSIGN);
                    int start = stream.current().start();
                    Expr value = expressions.expression();
                    String text = source.substring(start, stream.previous().end());
                    parameters.add(new Stmt.Parameter(LANGUAGES, null, value, text));
                    options.put(LANGUAGES, Literals.value(value));
                }
                default ->
                    throw stream.fail("materialization '" + name + "' received unknown argument '" + option + "'.");
            }
        }
        if (parameters.isEmpty()) {
            Expr sql = new Expr.ListOf(List.of(new Expr.Const("sql")));
            parameters.add(new Stmt.Parameter(LANGUAGES, null, sql, "['sql']"));
        }
    }

    List<Stmt.Parameter> parameters() {
        return parameters;
    }

    Map<String, Object> options() {
        return options;
    }

    String adapter() {
        return adapter;
    }
}

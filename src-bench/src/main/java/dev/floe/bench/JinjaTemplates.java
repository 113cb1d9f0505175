package dev.floe.bench;

import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The templates that are measured, and the names that they see. */
final class JinjaTemplates {
    /** A model as a dbt project has it, of 60 lines. */
    static final String MODEL = Resources.text("jinja/model.sql").stripTrailing();

    /** The macros that the model calls. */
    static final String MACROS = Resources.text("jinja/macros.sql");

    /** A template that uses Jinja's own loops, tests and filters only. */
    static final String REPORT = Resources.text("jinja/report.sql").stripTrailing();

    private static final Signature VAR = Signature.of("var(name, default=None)");

    private JinjaTemplates() {}

    /** The model's body again and again, cut after so many lines where a block may end. */
    static String large(int lines) {
        int each = (int) MODEL.lines().count();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines / each; i++) {
            text.append(MODEL).append('\n');
        }
        return text.append("-- filled up\n".repeat(lines % each)).toString();
    }

    /** The files of a project's and its packages' macros: four in each, all under names of their own. */
    static List<String> library(int macros) {
        int each = 4;
        return IntStream.range(0, macros / each)
                .mapToObj(file -> MACROS.replaceAll("\\{% macro (\\w+)\\(", "{% macro $1_" + file + "("))
                .toList();
    }

    /** What a template sees in dbt, as far as the model asks for it, and the macros. */
    static Context context(JinjaEnvironment jinja) {
        Map<String, Object> names = new HashMap<>();
        names.put("ref", (Callable) call -> relation("main", call.positional().get(0)));
        names.put("source", (Callable)
                call -> relation(call.positional().get(0), call.positional().get(1)));
        names.put("config", (Callable) call -> "");
        names.put("var", (Callable) call -> VAR.bind(call)[1]);
        names.put("is_incremental", (Callable) call -> true);
        names.put("this", relation("main", "fct_orders"));
        names.put("target", Map.of("name", "dev", "schema", "main"));
        names.put("schema", "main");
        Context context = Context.of(names);
        for (Definition definition : jinja.parse(MACROS, "macros.sql").definitions()) {
            names.put(definition.macroName(), definition.bind(context));
        }
        return context;
    }

    static String relation(Object schema, Object name) {
        return "\"lake\".\"" + schema + "\".\"" + name + "\"";
    }
}

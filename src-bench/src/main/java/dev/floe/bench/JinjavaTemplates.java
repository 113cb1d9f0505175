package dev.floe.bench;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.tree.Node;
import java.util.Map;

/** The same templates for Jinjava, with the settings that bring it nearest to Jinja2. */
public final class JinjavaTemplates {
    private final Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder()
            .withLegacyOverrides(LegacyOverrides.newBuilder()
                    .withEvaluateMapKeys(true)
                    .withIterateOverMapKeys(true)
                    .withUsePyishObjectMapper(true)
                    .withUseNaturalOperatorPrecedence(true)
                    .withParseWhitespaceControlStrictly(true)
                    .withAllowAdjacentTextNodes(true)
                    .withUseTrimmingForNotesAndExpressions(true)
                    .withKeepNullableLoopValues(true)
                    .build())
            .withNestedInterpretationEnabled(false)
            .withKeepTrailingNewline(false)
            .build());
    private final Context context;

    JinjavaTemplates() {
        register("ref", String.class);
        register("source", String.class, String.class);
        register("config", Object[].class);
        register("var", Object.class, Object.class);
        register("is_incremental");
        context = new Context(
                jinjava.getGlobalContextCopy(),
                Map.of(
                        "this", JinjaTemplates.relation("main", "fct_orders"),
                        "target", Map.of("name", "dev", "schema", "main"),
                        "schema", "main"));
        // Macros become known to a context by being rendered in it.
        interpreter().render(JinjaTemplates.MACROS);
    }

    private void register(String name, Class<?>... parameters) {
        jinjava.getGlobalContext()
                .registerFunction(new ELFunctionDefinition("", name, JinjavaTemplates.class, name, parameters));
    }

    JinjavaInterpreter interpreter() {
        return new JinjavaInterpreter(jinjava, context, jinjava.getGlobalConfig());
    }

    Node parse(String template) {
        return interpreter().parse(template);
    }

    String render(Node template) {
        JinjavaInterpreter interpreter = interpreter();
        try (AutoCloseableImpl<JinjavaInterpreter> current =
                JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            return current.value().render(template);
        }
    }

    /** dbt's function. */
    public static String ref(String name) {
        return JinjaTemplates.relation("main", name);
    }

    /** dbt's function. */
    public static String source(String schema, String table) {
        return JinjaTemplates.relation(schema, table);
    }

    /** dbt's function. */
    public static String config(Object... arguments) {
        return "";
    }

    /** dbt's function. */
    public static Object var(Object name, Object otherwise) {
        return otherwise;
    }

    /** dbt's function. */
    public static boolean is_incremental() {
        return true;
    }
}

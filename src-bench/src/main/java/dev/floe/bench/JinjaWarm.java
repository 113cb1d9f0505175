package dev.floe.bench;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Template;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The model, its macros and the report, parsed and rendered again and again. */
@State(Scope.Thread)
public class JinjaWarm {
    private final JinjaEnvironment floe = JinjaEnvironment.dbt().build();
    private final Context context = JinjaTemplates.context(floe);
    private final Template model = floe.parse(JinjaTemplates.MODEL, "model.sql");
    private final Template report = floe.parse(JinjaTemplates.REPORT, "report.sql");
    private final List<String> library = JinjaTemplates.library(500);

    private final JinjavaTemplates jinjava = new JinjavaTemplates();
    private final Node jinjavaModel = jinjava.parse(JinjaTemplates.MODEL);
    private final Node jinjavaReport = jinjava.parse(JinjaTemplates.REPORT);

    @Benchmark
    public Template floeParseModel() {
        return floe.parse(JinjaTemplates.MODEL, "model.sql");
    }

    @Benchmark
    public Template floeParseReport() {
        return floe.parse(JinjaTemplates.REPORT, "report.sql");
    }

    @Benchmark
    public String floeRenderModel() {
        return model.render(context);
    }

    @Benchmark
    public String floeRenderReport() {
        return report.render(context);
    }

    /** With the definitions asked for, as a project's macros are when it is loaded. */
    @Benchmark
    public List<Object> floeParseMacros() {
        List<Object> definitions = new ArrayList<>();
        for (String file : library) {
            definitions.addAll(floe.parse(file, "macros.sql").definitions());
        }
        return definitions;
    }

    @Benchmark
    public Node jinjavaParseModel() {
        return jinjava.parse(JinjaTemplates.MODEL);
    }

    @Benchmark
    public Node jinjavaParseReport() {
        return jinjava.parse(JinjaTemplates.REPORT);
    }

    @Benchmark
    public String jinjavaRenderModel() {
        return jinjava.render(jinjavaModel);
    }

    @Benchmark
    public String jinjavaRenderReport() {
        return jinjava.render(jinjavaReport);
    }

    @Benchmark
    public List<Object> jinjavaParseMacros() {
        List<Object> parsed = new ArrayList<>();
        JinjavaInterpreter interpreter = jinjava.interpreter();
        for (String file : library) {
            parsed.add(interpreter.parse(file));
        }
        return parsed;
    }
}

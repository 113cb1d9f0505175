package dev.floe.bench;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Template;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a fresh JVM does first; its classes are loaded in the measured time. */
@State(Scope.Thread)
public class JinjaCold {
    @Benchmark
    public String floeModel() {
        JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
        return jinja.parse(JinjaTemplates.MODEL, "model.sql").render(JinjaTemplates.context(jinja));
    }

    @Benchmark
    public List<Object> floeMacros() {
        JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
        List<Object> definitions = new ArrayList<>();
        for (String file : JinjaTemplates.library(500)) {
            Template parsed = jinja.parse(file, "macros.sql");
            definitions.addAll(parsed.definitions());
        }
        return definitions;
    }

    @Benchmark
    public String jinjavaModel() {
        JinjavaTemplates jinjava = new JinjavaTemplates();
        return jinjava.render(jinjava.parse(JinjaTemplates.MODEL));
    }
}

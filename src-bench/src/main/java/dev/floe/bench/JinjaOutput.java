package dev.floe.bench;

import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Template;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One template whose output grows with a number it is given. */
@State(Scope.Thread)
public class JinjaOutput {
    @Param({"1000", "10000", "100000"})
    int rounds;

    private final Template template = JinjaEnvironment.dbt()
            .build()
            .parse(
                    "{% for i in range(rounds) %}select {{ i }} as id, '{{ word }}' as word union all\n{% endfor %}",
                    "loop.sql");
    private Context context = Context.empty();

    @Setup
    public void makeContext() {
        context = context(rounds);
    }

    private static Context context(int rounds) {
        return Context.of(Map.of("rounds", (long) rounds, "word", "lake"));
    }

    @Benchmark
    public String floeRender() {
        return template.render(context);
    }

    static int characters(int rounds) {
        return new JinjaOutput().template.render(context(rounds)).length();
    }
}

package dev.floe.bench;

import com.hubspot.jinjava.tree.Node;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Template;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Templates of many lines. */
@State(Scope.Thread)
public class JinjaSizes {
    @Param({"1000", "2000", "5000", "10000"})
    int lines;

    private final JinjaEnvironment floe = JinjaEnvironment.dbt().build();
    private final JinjavaTemplates jinjava = new JinjavaTemplates();
    private String source;

    @Setup
    public void makeTemplate() {
        source = JinjaTemplates.large(lines);
    }

    @Benchmark
    public Template floeParse() {
        return floe.parse(source, "large.sql");
    }

    @Benchmark
    public Node jinjavaParse() {
        return jinjava.parse(source);
    }
}

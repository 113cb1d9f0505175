package dev.floe.it;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Template;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders templates with the real Jinja2, and with floe's. */
final class JinjaReference {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());
    /** The variables of every case. */
    private static final String CONTEXT = """
            {"cint": 5, "cfloat": 2.5, "ctext": "from context", "cnone": null, "cbool": true, "clist": [1, "two", 3.0, null],
             "cdict": {"a": 1, "k": "v", "nested": {"x": [1, 2]}}, "cmix": [[1, 2], {"a": 1}, "t", 0],
             "crows": [{"a": 2, "b": "B"}, {"a": 1, "b": "a"}, {"a": 2, "b": null}]}
            """;

    private final Map<String, JinjaEnvironment> environments = new HashMap<>();

    /**
     * A template to render.
     *
     * @param environment as the script {@code jinja_reference.py} names it
     */
    record Case(String environment, String template) {}

    /**
     * What became of a case.
     *
     * @param output the text, or null for an error
     * @param error the kind of the error, or null
     * @param message what it says
     * @param lines the lines of the template that it came through, the outermost first
     */
    record Outcome(@Nullable String output, @Nullable String error, String message, List<Integer> lines) {
        int line() {
            return lines.isEmpty() ? 0 : lines.get(lines.size() - 1);
        }
    }

    /** What the real Jinja2 makes of the cases, in their order. */
    static List<Outcome> python(List<Case> cases, Path folder) throws IOException {
        return python(cases, folder, PythonEnvironment.DBT.python());
    }

    static List<Outcome> python(List<Case> cases, Path folder, Path python) throws IOException {
        ObjectNode given = JSON.createObjectNode();
        given.set("context", JSON.readTree(CONTEXT));
        given.set("cases", JSON.valueToTree(cases));
        Path script = folder.resolve("jinja_reference.py");
        Files.writeString(script, PythonEnvironment.resource("jinja_reference.py"));
        Path input = folder.resolve("cases.json");
        Path output = folder.resolve("outcomes.json");
        JSON.writeValue(input.toFile(), given);
        PythonEnvironment.run(List.of(python.toString(), script.toString(), input.toString(), output.toString()));
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode outcome : JSON.readTree(output.toFile())) {
            List<Integer> lines = new ArrayList<>();
            outcome.path("lines").forEach(line -> lines.add(line.intValue()));
            outcomes.add(new Outcome(
                    outcome.path("output").textValue(),
                    outcome.path("error").textValue(),
                    outcome.path("message").asText(),
                    lines));
        }
        return outcomes;
    }

    /** What floe makes of a case. */
    Outcome floe(Case given) throws IOException {
        JinjaEnvironment jinja = environments.computeIfAbsent(given.environment(), JinjaReference::environment);
        Context context = Context.of(JSON.readValue(CONTEXT, new TypeReference<Map<String, Object>>() {}));
        try {
            Template template = jinja.parse(given.template(), "case");
            String output = given.environment().startsWith("native")
                    ? Values.repr(template.renderNative(context))
                    : template.render(context);
            return new Outcome(output, null, "", List.of());
        } catch (JinjaException e) {
            List<Integer> lines = new ArrayList<>();
            e.macroStack().forEach(call -> lines.add(call.line()));
            Collections.reverse(lines);
            e.position().ifPresent(position -> lines.add(position.line()));
            return new Outcome(null, e.kind().pythonName(), e.detail(), lines);
        }
    }

    private static JinjaEnvironment environment(String name) {
        List<String> options = List.of(name.split(",", -1));
        boolean dbt = !options.get(0).equals("plain");
        JinjaEnvironment.Builder builder = dbt ? JinjaEnvironment.dbt() : JinjaEnvironment.builder();
        UndefinedKind kind = options.contains("strict")
                ? UndefinedKind.STRICT
                : options.contains("chainable")
                        ? UndefinedKind.CHAINABLE
                        : options.contains("capturing") ? UndefinedKind.CAPTURING : UndefinedKind.DEFAULT;
        return builder.trimBlocks(options.contains("trim"))
                .lstripBlocks(options.contains("lstrip"))
                .keepTrailingNewline(options.contains("keep"))
                .undefinedKind(kind)
                .build();
    }
}

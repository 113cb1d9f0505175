package dev.floe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.jinja.JinjaEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** floe-jinja beside Jinjava and Python's Jinja2: time, growth and memory of parsing and rendering. */
final class JinjaSuite implements Suite {
    private static final double PARSE_BAR = 100;
    private static final double RENDER_BAR = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The measurements of JinjaWarm, by the name of their methods without the subject. */
    private static final Map<String, String> WARM = Map.of(
            "ParseModel", "parse the model (60 lines)",
            "RenderModel", "render the model",
            "ParseReport", "parse the report",
            "RenderReport", "render the report",
            "ParseMacros", "parse 500 macros in 125 files");

    @Override
    public String name() {
        return "jinja";
    }

    @Override
    public String title() {
        return "floe-jinja, Jinjava and Python's Jinja2 on the same templates";
    }

    @Override
    public List<Measure> measure(Effort effort) throws Exception {
        JsonNode python = python();
        List<Measure> measures = new ArrayList<>();
        warm(effort, python, measures);
        sizes(effort, python, measures);
        output(effort, measures);
        for (Jmh.Score score : Jmh.cold(JinjaCold.class, effort)) {
            String what = score.method().endsWith("Macros")
                    ? "first in a JVM: parse 500 macros"
                    : "first in a JVM: parse and render the model and its macros";
            measures.add(milliseconds(what, score));
        }
        return measures;
    }

    private static void warm(Effort effort, JsonNode python, List<Measure> measures) throws Exception {
        for (Jmh.Score score : Jmh.warm(JinjaWarm.class, effort)) {
            String method = score.method().substring(subject(score).length());
            Measure measure = measure(WARM.getOrDefault(method, method), score);
            if (method.startsWith("Render")) {
                String template = method.equals("RenderModel") ? "model" : "report";
                boolean floe = subject(score).equals("floe");
                String rendered = floe ? floe(template) : jinjava(template);
                boolean equal =
                        rendered.equals(python.path("output").path(template).asText());
                measure = measure.noting("output equal to Jinja2's: " + (equal ? "yes" : "NO"));
            }
            if (score.method().equals("floeParseModel")) {
                measure = measure.within(PARSE_BAR);
            } else if (score.method().equals("floeRenderModel")) {
                measure = measure.within(RENDER_BAR);
            }
            measures.add(measure);
        }
        for (String template : List.of("Model", "Report")) {
            String key = template.equals("Model") ? "model" : "report";
            measures.add(jinja2(
                    WARM.getOrDefault("Parse" + template, ""),
                    python.path("parse").path(key),
                    python));
            measures.add(jinja2(
                    WARM.getOrDefault("Render" + template, ""),
                    python.path("render").path(key),
                    python));
        }
        measures.add(jinja2(WARM.getOrDefault("ParseMacros", ""), python.path("macros"), python));
        measures.sort((a, b) -> a.what().compareTo(b.what()));
    }

    private static void sizes(Effort effort, JsonNode python, List<Measure> measures) throws Exception {
        List<Measure> sizes = new ArrayList<>();
        for (Jmh.Score score : Jmh.warm(JinjaSizes.class, effort)) {
            double lines = Double.parseDouble(score.parameter());
            String what = "parse " + score.parameter() + " lines";
            sizes.add(measure(what, score).noting(perLine(score.micros() / lines)));
            if (score.method().startsWith("jinjava")) {
                double micros = python.path("large").path(score.parameter()).asDouble();
                sizes.add(jinja2(what, python.path("large").path(score.parameter()), python)
                        .noting(perLine(micros / lines)));
            }
        }
        sizes.sort((a, b) -> Integer.compare(a.what().length(), b.what().length()) != 0
                ? Integer.compare(a.what().length(), b.what().length())
                : a.what().compareTo(b.what()));
        measures.addAll(sizes);
    }

    private static String perLine(double micros) {
        return String.format(java.util.Locale.ROOT, "%.2f µs a line", micros);
    }

    private static void output(Effort effort, List<Measure> measures) throws Exception {
        for (Jmh.Score score : Jmh.warm(JinjaOutput.class, effort)) {
            int characters = JinjaOutput.characters(Integer.parseInt(score.parameter()));
            measures.add(Measure.of(
                            "memory to render " + characters + " characters",
                            "floe",
                            score.bytes() / characters,
                            "bytes allocated a character")
                    .noting(String.format(java.util.Locale.ROOT, "%.0f µs", score.micros())));
        }
    }

    private static Measure measure(String what, Jmh.Score score) {
        return Measure.of(what, subject(score), score.micros(), "µs").plusMinus(score.error());
    }

    private static Measure milliseconds(String what, Jmh.Score score) {
        return Measure.of(what, subject(score), score.micros() / 1000, "ms").plusMinus(score.error() / 1000);
    }

    private static Measure jinja2(String what, JsonNode micros, JsonNode python) {
        return Measure.of(what, "Jinja2", micros.asDouble(), "µs")
                .noting("Jinja2 " + python.path("version").asText() + ", Python "
                        + python.path("python").asText());
    }

    private static String subject(Jmh.Score score) {
        return score.method().startsWith("jinjava") ? "jinjava" : "floe";
    }

    private static String template(String name) {
        return name.equals("model") ? JinjaTemplates.MODEL : JinjaTemplates.REPORT;
    }

    private static String floe(String name) {
        JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
        return jinja.parse(template(name), name).render(JinjaTemplates.context(jinja));
    }

    private static String jinjava(String name) {
        JinjavaTemplates jinjava = new JinjavaTemplates();
        return jinjava.render(jinjava.parse(template(name)));
    }

    private static JsonNode python() throws IOException, InterruptedException {
        ObjectNode given = JSON.createObjectNode();
        given.put("macros", JinjaTemplates.MACROS)
                .put("model", JinjaTemplates.MODEL)
                .put("report", JinjaTemplates.REPORT);
        JinjaTemplates.library(500).forEach(given.putArray("library")::add);
        ObjectNode large = given.putObject("large");
        for (int lines : new int[] {1000, 2000, 5000, 10_000}) {
            large.put(String.valueOf(lines), JinjaTemplates.large(lines));
        }
        return JSON.readTree(Python.run("jinja/timings.py", JSON.writeValueAsString(given)));
    }
}

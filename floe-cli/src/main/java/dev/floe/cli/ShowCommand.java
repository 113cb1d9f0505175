package dev.floe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.models.FloePipeline;
import dev.floe.models.Preview;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe show}: the first rows of nodes or of SQL. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the first rows of nodes, or of SQL that refers to them; builds nothing.")
final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Option(names = "--inline", paramLabel = "SQL", description = "SQL, with Jinja, instead of nodes.")
    private @Nullable String inline;

    @Option(names = "--inline-direct", paramLabel = "SQL", description = "SQL without Jinja, instead of nodes.")
    private @Nullable String direct;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many rows; -1 for all. Default: 5.")
    private int limit;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json. Default: text.")
    private Output output = Output.TEXT;

    /** How rows are shown. */
    enum Output {
        TEXT,
        JSON
    }

    @Override
    public Integer call() throws JsonProcessingException {
        if (inline == null && direct == null && !options.selects()) {
            throw new ParameterException(
                    spec.commandLine(), "What is to be shown? Say --select NODE, or --inline 'select …'.");
        }
        FloePipeline pipeline = options.pipeline().build();
        List<Preview> previews = inline != null
                ? List.of(pipeline.showInline(inline, limit))
                : direct != null
                        ? List.of(pipeline.showInline("{% raw %}" + direct + "{% endraw %}", limit))
                        : pipeline.show(limit);
        PrintWriter out = FloeCommand.out(spec);
        for (Preview preview : previews) {
            out.println(output == Output.JSON ? json(preview) : text(preview, inline != null || direct != null));
        }
        out.flush();
        return FloeCommand.OK;
    }

    /** As dbt prints it. */
    private String json(Preview preview) throws JsonProcessingException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : preview.rows()) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                named.put(preview.columns().get(i), plain(row.get(i)));
            }
            rows.add(named);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (inline == null && direct == null) {
            json.put("node", preview.name());
        }
        json.put("show", rows);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return new ObjectMapper().writer(printer).writeValueAsString(json).replace("\" : ", "\": ");
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    private static String text(Preview preview, boolean unnamed) {
        int count = preview.columns().size();
        int[] widths = new int[count];
        List<List<String>> cells = new ArrayList<>();
        boolean[] numbers = new boolean[count];
        for (int i = 0; i < count; i++) {
            int column = i;
            widths[i] = Math.max(2, preview.columns().get(i).length());
            numbers[i] = preview.rows().stream().allMatch(row -> row.get(column) instanceof Number);
        }
        for (List<@Nullable Object> row : preview.rows()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String text = row.get(i) == null ? "" : String.valueOf(row.get(i));
                widths[i] = Math.max(widths[i], text.length());
                texts.add(text);
            }
            cells.add(texts);
        }
        StringBuilder text = new StringBuilder();
        text.append(unnamed ? "Previewing inline node:" : "Previewing node '" + preview.name() + "':");
        text.append(System.lineSeparator()).append(line(preview.columns(), widths, new boolean[count]));
        List<String> rules = new ArrayList<>();
        for (int width : widths) {
            rules.add("-".repeat(width));
        }
        text.append(line(rules, widths, new boolean[count]));
        cells.forEach(row -> text.append(line(row, widths, numbers)));
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < cells.size(); i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            line.append(' ')
                    .append(right[i] ? pad + cells.get(i) : cells.get(i) + pad)
                    .append(" |");
        }
        return line.append(System.lineSeparator()).toString();
    }
}

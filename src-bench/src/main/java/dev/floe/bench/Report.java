package dev.floe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measurements as a table for readers and as JSON for programs. */
final class Report {
    private static final List<String> HEAD = List.of("what", "subject", "value", "±", "unit", "bar", "note");

    private Report() {}

    /** A table in Markdown's form, padded so that it reads well as it is. */
    static String table(List<Measure> measures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Measure measure : measures) {
            rows.add(List.of(
                    measure.what(),
                    measure.subject(),
                    number(measure.value()),
                    measure.error().isPresent() ? number(measure.error().getAsDouble()) : "",
                    measure.unit(),
                    measure.bar()
                            .map(bar -> "≤ " + number(bar.most()) + (measure.met() ? " met" : " MISSED"))
                            .orElse(""),
                    measure.note()));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                boolean right = i == 2 || i == 3;
                String padding = " ".repeat(widths[i] - row.get(i).length());
                table.append("| ")
                        .append(right ? padding + row.get(i) : row.get(i) + padding)
                        .append(' ');
            }
            table.append("|\n");
            if (table.indexOf("|--") < 0) {
                for (int i = 0; i < widths.length; i++) {
                    boolean right = i == 2 || i == 3;
                    table.append('|')
                            .append("-".repeat(widths[i] + (right ? 1 : 2)))
                            .append(right ? ":" : "");
                }
                table.append("|\n");
            }
        }
        return table.toString();
    }

    /** Three significant digits, more only where they stand before the point. */
    private static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Writes one suite's measurements, with the machine and the day, to a file. */
    static void write(Path file, Suite suite, Machine machine, List<Measure> measures) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        root.put("suite", suite.name()).put("title", suite.title());
        root.putObject("machine")
                .put("day", machine.day())
                .put("cpu", machine.cpu())
                .put("processors", machine.processors())
                .put("memoryGiB", machine.memoryGiB())
                .put("os", machine.os())
                .put("java", machine.java())
                .put("loadBefore", machine.load());
        ArrayNode rows = root.putArray("measures");
        for (Measure measure : measures) {
            ObjectNode row = rows.addObject();
            row.put("what", measure.what())
                    .put("subject", measure.subject())
                    .put("value", measure.value())
                    .put("unit", measure.unit());
            measure.error().ifPresent(error -> row.put("error", error));
            measure.bar().ifPresent(bar -> row.put("bar", bar.most()).put("met", measure.met()));
            if (!measure.note().isEmpty()) {
                row.put("note", measure.note());
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        json.writeValue(file.toFile(), root);
    }
}

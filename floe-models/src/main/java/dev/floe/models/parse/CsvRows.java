package dev.floe.models.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a small CSV text with a header, as Python's reader takes them: commas, double quotes, lines without anything left out. */
final class CsvRows {
    private final String text;
    private int at;

    private CsvRows(String text) {
        this.text = text;
    }

    /** The rows; a value that is missing at the end of a line is null. */
    static List<Map<String, @Nullable Object>> of(String text) {
        CsvRows reader = new CsvRows(text);
        List<String> header = null;
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        while (reader.at < text.length()) {
            List<String> values = reader.line();
            if (values.size() == 1 && values.get(0).isEmpty()) {
                continue;
            }
            if (header == null) {
                header = values;
                continue;
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), i < values.size() ? values.get(i) : null);
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> line() {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quoted) {
                if (c != '"') {
                    value.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    value.append('"');
                    at++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && value.length() == 0) {
                quoted = true;
            } else if (c == ',') {
                values.add(value.toString());
                value.setLength(0);
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}

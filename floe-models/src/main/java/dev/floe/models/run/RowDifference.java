package dev.floe.models.run;

import dev.floe.jinja.Values;
import dev.floe.models.context.QueryResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a unit test got beside what it expects, for people. The order of rows does not count. */
final class RowDifference {
    private static final int MOST_ROWS = 50;

    private RowDifference() {}

    /**
     * The difference as a table: rows that are missing begin with a minus, those that are too many with a plus.
     *
     * @param rows the first column says which rows were {@code expected}; the others are the {@code actual} ones
     * @return empty if there is none
     */
    static Optional<String> of(QueryResult rows) {
        List<List<String>> actual = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (List<@Nullable Object> row : rows.rows()) {
            List<String> texts = row.subList(1, row.size()).stream()
                    .map(value -> value == null ? "NULL" : Values.text(value))
                    .toList();
            ("expected".equals(row.get(0)) ? expected : actual).add(texts);
        }
        List<List<String>> surplus = without(actual, expected);
        List<List<String>> missing = without(expected, actual);
        if (surplus.isEmpty() && missing.isEmpty()) {
            return Optional.empty();
        }
        List<String> header = rows.columns().subList(1, rows.columns().size());
        int[] widths = new int[header.size()];
        for (List<List<String>> all : List.of(List.of(header), surplus, missing)) {
            all.forEach(row -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], row.get(i).length());
                }
            });
        }
        StringBuilder text = new StringBuilder("The rows differ (- expected, + actual):");
        line(text, ' ', header, widths);
        int equal = actual.size() - surplus.size();
        if (equal > 0) {
            text.append("\n  … ").append(equal).append(equal == 1 ? " row is equal" : " rows are equal");
        }
        print(text, '-', missing, widths);
        print(text, '+', surplus, widths);
        return Optional.of(text.toString());
    }

    private static List<List<String>> without(List<List<String>> rows, List<List<String>> others) {
        List<List<String>> rest = new ArrayList<>(rows);
        others.forEach(rest::remove);
        rest.sort((left, right) -> left.toString().compareTo(right.toString()));
        return Collections.unmodifiableList(rest);
    }

    private static void print(StringBuilder text, char sign, List<List<String>> rows, int[] widths) {
        rows.stream().limit(MOST_ROWS).forEach(row -> line(text, sign, row, widths));
        if (rows.size() > MOST_ROWS) {
            text.append('\n')
                    .append(sign)
                    .append(" … and ")
                    .append(rows.size() - MOST_ROWS)
                    .append(" more");
        }
    }

    private static void line(StringBuilder text, char sign, List<String> row, int[] widths) {
        text.append('\n').append(sign);
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? " " : " | ").append(row.get(i));
            if (i < widths.length - 1) {
                text.append(" ".repeat(widths[i] - row.get(i).length()));
            }
        }
    }
}

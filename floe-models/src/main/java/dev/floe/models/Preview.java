package dev.floe.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows that a node's SQL gives.
 *
 * @param name the node's name; {@code inline_query} for SQL that is no node's
 * @param columns their names, in order
 * @param rows as many values as there are columns, plain Java, null for NULL
 */
public record Preview(String name, List<String> columns, List<List<@Nullable Object>> rows) {
    /** Copies the lists. */
    public Preview {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>();
        rows.forEach(row -> copies.add(Collections.unmodifiableList(new ArrayList<>(row))));
        rows = List.copyOf(copies);
    }
}

package dev.floe.models.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, as templates may look at it. Immutable.
 *
 * @param columns names in order
 * @param rows values in the order of the columns, of the value model of floe-jinja
 */
public record QueryResult(List<String> columns, List<List<@Nullable Object>> rows) {
    /** No columns, no rows. */
    public static final QueryResult EMPTY = new QueryResult(List.of(), List.of());

    /** Copies the lists. */
    public QueryResult {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>(rows.size());
        rows.forEach(row -> copies.add(Collections.unmodifiableList(new ArrayList<>(row))));
        rows = Collections.unmodifiableList(copies);
    }
}

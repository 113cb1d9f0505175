package dev.floe.it.manifest;

import dev.floe.jinja.Values;
import dev.floe.models.context.TableValue;
import java.util.ArrayList;
import java.util.List;

/** The rows of a table as a list of tuples. */
final class TableData {
    private TableData() {}

    static List<Object> rows(Object table) {
        List<Object> rows = new ArrayList<>();
        if (table instanceof TableValue known) {
            known.result().rows().forEach(row -> rows.add(Values.tuple(row)));
        }
        return Values.list(rows);
    }
}

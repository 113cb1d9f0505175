package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.jinja.Values;
import dev.floe.models.RunException;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.project.Names;
import dev.floe.models.sql.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a unit test into SQL. */
record UnitTestRows(Dialect dialect, UnitTestNode test) {

    /**
     * Rows that are given: columns that a row does not name are null.
     *
     * @param types the columns of what the rows stand for
     */
    String given(List<Map<String, @Nullable Object>> rows, Map<String, String> types, String where) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, String> values = nulls(types);
            values.putAll(values(row, types, where));
            all.add(values);
        }
        return all.isEmpty() ? dialect.rows(List.of(nulls(types))) + "\nlimit 0" : dialect.rows(all);
    }

    private Map<String, String> nulls(Map<String, String> types) {
        Map<String, String> values = new LinkedHashMap<>();
        types.forEach((name, type) -> values.put(name, dialect.tryCast("null", type)));
        return values;
    }

    /** The names of the columns that are compared: those of the first expected row, or all of the model's. */
    List<String> compared(Map<String, String> types) {
        return test.expected().rows().isEmpty()
                ? List.copyOf(types.keySet())
                : List.copyOf(values(test.expected().rows().get(0), types, "what is expected")
                        .keySet());
    }

    /**
     * The rows that are expected.
     *
     * @param types the columns that the model gives
     */
    String expected(Map<String, String> types) {
        if (test.expected().sql().isPresent()) {
            return test.expected().sql().get();
        }
        if (test.expected().rows().isEmpty()) {
            return dialect.rows(List.of(nulls(types))) + "\nlimit 0";
        }
        List<Map<String, String>> all = new ArrayList<>();
        test.expected().rows().forEach(row -> all.add(values(row, types, "what is expected")));
        return dialect.rows(all);
    }

    private Map<String, String> values(Map<String, @Nullable Object> row, Map<String, String> types, String where) {
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        types.keySet().forEach(name -> known.put(name, name));
        Map<String, String> values = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            String column = known.get(name);
            if (column == null) {
                throw new RunException(
                        ErrorCode.PROJECT_INVALID,
                        test.head().path() + ": the unit test " + test.name() + " has the column '" + name + "' in "
                                + where + ", which is not there" + Names.hint(name, types.keySet()) + "; there are "
                                + String.join(", ", types.keySet()),
                        null);
            }
            values.put(column, dialect.tryCast(literal(value), types.getOrDefault(column, "")));
        });
        return values;
    }

    private String literal(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof String text ? dialect.literal(text) : Values.text(value);
    }
}

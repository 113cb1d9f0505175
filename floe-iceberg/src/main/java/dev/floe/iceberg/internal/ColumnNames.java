package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The names that a query's columns, and what is in them, cannot have in a table. */
final class ColumnNames {
    private ColumnNames() {}

    /**
     * @throws IcebergException {@code SCHEMA_INVALID} with all names that occur twice, or that DuckDB or Iceberg cannot tell from others
     */
    static void check(TableName table, List<ColumnMapping> columns) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        columns.forEach(column ->
                byName.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(column.source()));
        String twice = byName.values().stream()
                .filter(sources -> sources.size() > 1)
                .map(sources -> String.join(", ", sources))
                .collect(Collectors.joining("; "));
        if (!twice.isEmpty()) {
            throw invalid(
                    table,
                    "its query has columns of the same name (" + twice
                            + "), and a table's column names differ in more than upper and lower case. Give them aliases.");
        }
        Map<String, Integer> paths = new TreeMap<>();
        columns.forEach(column -> paths("", column.name(), column.type(), paths));
        String ambiguous = paths.entrySet().stream()
                .filter(path -> path.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!ambiguous.isEmpty()) {
            throw invalid(
                    table,
                    "a name with a dot in it reads as the way to a field of a struct, which the query has too ("
                            + ambiguous + "). Give one of them another name.");
        }
        List<String> reserved = paths.keySet().stream()
                .filter(path -> (path + ".").contains(FieldIds.OWN_ID + "."))
                .toList();
        if (!reserved.isEmpty()) {
            throw invalid(
                    table,
                    "DuckDB keeps the name " + FieldIds.OWN_ID + " for itself (" + String.join(", ", reserved)
                            + "). Give it another one.");
        }
    }

    /** Counts the full names, as Iceberg spells them. */
    private static void paths(String parent, String name, Type type, Map<String, Integer> paths) {
        String path = parent + name;
        paths.merge(path, 1, Integer::sum);
        if (type.isNestedType()) {
            for (Types.NestedField field : type.asNestedType().fields()) {
                paths(path + ".", field.name(), field.type(), paths);
            }
        }
    }

    private static IcebergException invalid(TableName table, String problem) {
        return new IcebergException(
                ErrorCode.SCHEMA_INVALID, "Cannot write table " + table + ": " + problem, table, null, null);
    }
}

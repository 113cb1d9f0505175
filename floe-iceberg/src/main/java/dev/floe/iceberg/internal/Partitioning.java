package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of a table as DuckDB writes them: each field is a helper column, which tells the files apart and stays out of them.
 * Helper columns are whole numbers, texts, truths or UUIDs, whose text DuckDB and Iceberg agree on. Decimals are refused: DuckDB (1.5.5)
 * cannot read a table with a partition of a decimal below zero.
 */
final class Partitioning {
    private static final String HELPER = "__floe_partition_";

    private final PartitionSpec spec;
    private final List<String> expressions;

    /** What the names of the helper columns begin with, and no column's of the table. */
    private final String helper;

    private Partitioning(PartitionSpec spec, List<String> expressions, String helper) {
        this.spec = spec;
        this.expressions = expressions;
        this.helper = helper;
    }

    /**
     * @throws IcebergException {@code SCHEMA_INVALID} if DuckDB cannot tell the partitions of a column apart as Iceberg does
     */
    static Partitioning of(TableName table, PartitionSpec spec, Schema schema) {
        List<String> expressions = new ArrayList<>();
        for (PartitionField field : spec.fields()) {
            Types.NestedField column = schema.findField(field.sourceId());
            expressions.add(column == null ? "NULL::INTEGER" : expression(table, field, column));
        }
        String helper = HELPER;
        while (anyBeginsWith(helper, schema)) {
            helper = "_" + helper;
        }
        return new Partitioning(spec, List.copyOf(expressions), helper);
    }

    private static boolean anyBeginsWith(String prefix, Schema schema) {
        return schema.columns().stream().anyMatch(column -> column.name().startsWith(prefix));
    }

    boolean isEmpty() {
        return expressions.isEmpty();
    }

    PartitionSpec spec() {
        return spec;
    }

    /** A query with the helper columns after its own. */
    String with(String query) {
        if (isEmpty()) {
            return query;
        }
        String helpers = IntStream.range(0, expressions.size())
                .mapToObj(i -> ", " + expressions.get(i) + " AS " + Sql.identifier(helper + i))
                .collect(Collectors.joining());
        return "SELECT *" + helpers + " FROM (\n" + query + "\n) AS p";
    }

    /** The helper columns, as PARTITION_BY takes them. */
    String columns() {
        return names().stream().map(Sql::identifier).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The helper columns in the order of the spec's fields. */
    List<String> names() {
        return IntStream.range(0, expressions.size()).mapToObj(i -> helper + i).toList();
    }

    /** A file's partition from the texts of its helper columns. */
    PartitionData partition(List<@Nullable String> keys) {
        PartitionData data = new PartitionData(spec.partitionType());
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            data.set(
                    i,
                    key == null
                            ? null
                            : value(spec.partitionType().fields().get(i).type(), key));
        }
        return data;
    }

    private static Object value(Type type, String text) {
        return switch (type.typeId()) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER, DATE -> Integer.valueOf(text);
            case LONG, TIME, TIMESTAMP -> Long.valueOf(text);
            case UUID -> UUID.fromString(text);
            default -> text;
        };
    }

    private static String expression(TableName table, PartitionField field, Types.NestedField column) {
        String name = "p." + Sql.identifier(column.name());
        String transform = field.transform().toString();
        int bracket = transform.indexOf('[');
        String number = bracket < 0 ? "" : transform.substring(bracket + 1, transform.length() - 1);
        String word = bracket < 0 ? transform : transform.substring(0, bracket);
        String found = switch (word) {
            case "identity" -> identity(name, column.type());
            case "year", "month", "day", "hour" -> since(word, utc(name, column.type()));
            case "bucket" -> "iceberg_bucket(" + number + ", " + name + ")";
            case "truncate" -> truncated(name, number, column.type());
            case "void" -> "NULL::INTEGER";
            default -> null;
        };
        if (found == null) {
            throw new IcebergException(
                    ErrorCode.SCHEMA_INVALID,
                    "Cannot write table " + table + ": floe cannot partition by " + transform + " of the column "
                            + column.name() + ", which is " + TypeMapping.duckDb(column.type()),
                    table,
                    null,
                    null);
        }
        return found;
    }

    private static @Nullable String identity(String name, Type type) {
        return switch (type.typeId()) {
            case BOOLEAN, INTEGER, LONG, STRING, UUID -> name;
            case DATE -> since("day", name);
            case TIME -> "epoch_us(" + name + ")";
            case TIMESTAMP -> "epoch_us(" + name + ")";
            default -> null;
        };
    }

    /** How many whole units lie between 1970 and a moment, negative before. */
    private static String since(String unit, String moment) {
        return "date_diff('" + unit + "', TIMESTAMP '1970-01-01', " + moment + "::TIMESTAMP)::INTEGER";
    }

    private static String utc(String name, Type type) {
        boolean zoned = type instanceof Types.TimestampType timestamp && timestamp.shouldAdjustToUTC();
        return zoned ? "(" + name + " AT TIME ZONE 'UTC')" : name;
    }

    private static @Nullable String truncated(String name, String width, Type type) {
        return switch (type.typeId()) {
            case INTEGER, LONG -> "(" + name + " - ((" + name + " % " + width + ") + " + width + ") % " + width + ")";
            case STRING -> "left(" + name + ", " + width + ")";
            default -> null;
        };
    }
}

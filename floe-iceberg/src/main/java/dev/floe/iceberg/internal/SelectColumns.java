package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The columns of a query, and the query that writes them. */
final class SelectColumns {
    /** How DuckDB calls the type of a column that is nothing but null. */
    private static final String NULL = "\"NULL\"";

    private final String select;
    private final List<ColumnMapping> columns;

    private SelectColumns(String select, List<ColumnMapping> columns) {
        this.select = select;
        this.columns = columns;
    }

    /**
     * Asks DuckDB for the columns of a query, without running it.
     *
     * @throws IcebergException with every column that has no Iceberg type, or every name that occurs twice
     */
    static SelectColumns describe(Connection connection, TableName table, String select) throws SQLException {
        List<ColumnMapping> columns = new ArrayList<>();
        List<TypeMapping.Refused> refused = new ArrayList<>();
        // The line break ends a comment that the query may end with; the parentheses let no second statement in.
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE (\n" + select + "\n)")) {
            while (rows.next()) {
                columns.add(column(rows.getString(1), rows.getString(2), refused));
            }
        }
        ColumnNames.check(table, columns);
        if (!refused.isEmpty()) {
            String list = refused.stream()
                    .map(r -> "  column " + r.path() + " is " + r.type() + ": " + r.advice())
                    .collect(Collectors.joining("\n"));
            throw new IcebergException(
                    ErrorCode.TYPE_UNSUPPORTED,
                    "Cannot write table " + table + ": Iceberg has no type for\n" + list,
                    table,
                    null,
                    null);
        }
        return new SelectColumns(select, List.copyOf(columns));
    }

    /** The columns of a view's query: one that has no Iceberg type is told as text, for a view stores nothing. */
    static Schema describeView(Connection connection, TableName view, String select) throws SQLException {
        List<ColumnMapping> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE (\n" + select + "\n)")) {
            while (rows.next()) {
                List<TypeMapping.Refused> refused = new ArrayList<>();
                ColumnMapping column = column(rows.getString(1), rows.getString(2), refused);
                columns.add(refused.isEmpty() ? column : column.as(Types.StringType.get(), "VARCHAR"));
            }
        }
        ColumnNames.check(view, columns);
        return new SelectColumns(select, columns).schema();
    }

    private static ColumnMapping column(String source, String described, List<TypeMapping.Refused> refused) {
        int before = refused.size();
        DuckType type = DuckTypeParser.parse(described);
        DuckType written = TypeMapping.written(type, source, refused);
        String name = source.toLowerCase(Locale.ROOT);
        if (refused.size() > before) {
            return new ColumnMapping(source, name, Types.BooleanType.get(), "", false);
        }
        Type iceberg = TypeMapping.iceberg(written, new int[1]);
        return new ColumnMapping(source, name, iceberg, TypeMapping.sql(written), !written.equals(type));
    }

    /** The columns as an Iceberg schema, all nullable; field ids are placeholders that count up from 1. */
    Schema schema() {
        List<Types.NestedField> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(Types.NestedField.optional(
                    i + 1, columns.get(i).name(), columns.get(i).type()));
        }
        // Nested ids restart in every column; this makes them unique.
        int[] lastId = {0};
        return new Schema(
                org.apache.iceberg.types.TypeUtil.assignFreshIds(Types.StructType.of(fields), () -> ++lastId[0])
                        .asStructType()
                        .fields());
    }

    /** Whether the query has a column of this name. */
    boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /** Those of a table's columns that the query has. */
    Schema of(Schema table) {
        return new Schema(
                table.columns().stream().filter(field -> has(field.name())).toList());
    }

    /**
     * The same query with the columns of a table: in their order, cast to their types, those that the query lacks null.
     *
     * @throws IcebergException with every column that the table lacks, or whose values could lose something
     */
    SelectColumns fittedTo(Connection connection, TableName table, Schema schema) throws SQLException {
        Map<String, ColumnMapping> own = new LinkedHashMap<>();
        columns.forEach(column -> own.put(column.name(), column));
        Set<String> nulls = nulls(connection, schema);
        List<String> problems = new ArrayList<>();
        List<ColumnMapping> fitted = new ArrayList<>();
        for (Types.NestedField field : schema.columns()) {
            String cast = TypeMapping.duckDb(field.type());
            ColumnMapping column = own.remove(field.name());
            if (column == null) {
                fitted.add(new ColumnMapping("", field.name(), field.type(), cast, true));
                continue;
            }
            if (!Widening.holds(column.type(), field.type()) && !nulls.contains(column.name())) {
                problems.add("  column " + column.name() + " is " + column.cast() + ", but in the table it is " + cast
                        + "; cast it in the query");
            }
            fitted.add(column.as(field.type(), cast));
        }
        own.keySet().forEach(name -> problems.add("  the table has no column " + name));
        if (!problems.isEmpty()) {
            throw new IcebergException(
                    ErrorCode.SCHEMA_INVALID,
                    "Cannot add rows to table " + table + ":\n" + String.join("\n", problems),
                    table,
                    null,
                    null);
        }
        return new SelectColumns(select, List.copyOf(fitted));
    }

    /**
     * The columns that do not fit and of which the query says nothing but null. DESCRIBE gives them a type that they do not have; the
     * question for it reads no rows.
     */
    private Set<String> nulls(Connection connection, Schema schema) throws SQLException {
        List<ColumnMapping> doubtful = columns.stream()
                .filter(column -> {
                    Types.NestedField field = schema.asStruct().field(column.name());
                    return field != null && !Widening.holds(column.type(), field.type());
                })
                .toList();
        Set<String> nulls = new HashSet<>();
        if (doubtful.isEmpty()) {
            return nulls;
        }
        String types = doubtful.stream()
                .map(column -> "typeof(q." + Sql.identifier(column.source()) + ")")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + types + " FROM (SELECT 1) AS one LEFT JOIN (SELECT * FROM (\n" + select
                                + "\n) LIMIT 0) AS q ON true")) {
            rows.next();
            for (int i = 0; i < doubtful.size(); i++) {
                if (NULL.equals(rows.getString(i + 1))) {
                    nulls.add(doubtful.get(i).name());
                }
            }
        }
        return nulls;
    }

    /** The query with names and types as they are written. */
    String writing() {
        return columns.stream().map(SelectColumns::projection).collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM (\n" + select + "\n) AS q";
    }

    /** A query over written files, or over nothing when there are none. */
    String reading(List<String> files) {
        if (files.isEmpty()) {
            return columns.stream()
                    .map(c -> "CAST(NULL AS " + c.cast() + ") AS " + Sql.identifier(c.name()))
                    .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
        }
        return columns.stream().map(c -> Sql.identifier(c.name())).collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM read_parquet(" + Sql.literals(files) + ")";
    }

    private static String projection(ColumnMapping column) {
        String source = column.isMissing() ? "NULL" : Sql.identifier(column.source());
        return (column.needsCast() ? "CAST(" + source + " AS " + column.cast() + ")" : source) + " AS "
                + Sql.identifier(column.name());
    }
}

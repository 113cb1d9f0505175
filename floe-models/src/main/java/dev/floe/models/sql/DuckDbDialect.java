package dev.floe.models.sql;

import dev.floe.duckdb.Sql;
import dev.floe.models.graph.RelationName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** DuckDB's SQL. */
public final class DuckDbDialect implements Dialect {
    private static final String REJECTS = "floe_csv_rejects";
    /** The type of a column from the kinds of its values, as bits; without values it counts as whole numbers. */
    private static final String TYPE_OF_KINDS = "case coalesce(kinds, 0) when 0 then 'integer' when 1 then 'integer'"
            + " when 2 then 'bigint' when 3 then 'bigint' when 4 then 'double' when 5 then 'double' when 6 then 'double'"
            + " when 7 then 'double' when 8 then 'date' when 16 then 'timestamp' when 32 then 'timestamp'"
            + " when 64 then 'boolean' else 'varchar' end";

    private static final String NUMBER = "^\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?\\s*$";
    private static final String DATE = "^\\s*\\d{4}-\\d{1,2}-\\d{1,2}\\s*$";
    private static final String TIMESTAMP = "^\\s*\\d{4}-\\d{1,2}-\\d{1,2} \\d{1,2}:\\d{1,2}:\\d{1,2}\\s*$";
    private static final String ISO_TIMESTAMP =
            "^\\s*\\d{4}-\\d{2}-\\d{2}T\\d{2}(:\\d{2}(:\\d{2}(\\.\\d+)?)?)?(Z|[+-]\\d{2}(:?\\d{2})?)?\\s*$";

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public String quote(String name) {
        return Sql.identifier(name);
    }

    @Override
    public String literal(String text) {
        return Sql.literal(text);
    }

    @Override
    public String relation(RelationName relation) {
        return Sql.qualified(relation.database(), relation.schema(), relation.identifier());
    }

    @Override
    public String createSchema(String database, String schema) {
        return "create schema if not exists " + Sql.qualified(database, schema);
    }

    @Override
    public String createOrReplaceTable(RelationName relation, String select) {
        return "create or replace table " + relation(relation) + " as (\n" + select + "\n)";
    }

    @Override
    public String createTable(RelationName relation, String select) {
        return "create table " + relation(relation) + " as (\n" + select + "\n)";
    }

    @Override
    public RelationName temporary(String name) {
        return new RelationName("temp", "main", name);
    }

    @Override
    public String createTemporaryTable(RelationName temporary, String select) {
        return "create or replace temporary table " + relation(temporary) + " as (\n" + select + "\n)";
    }

    @Override
    public String addColumn(RelationName relation, String column, String type) {
        return "alter table " + relation(relation) + " add column " + quote(column) + " " + type;
    }

    @Override
    public String dropColumn(RelationName relation, String column) {
        return "alter table " + relation(relation) + " drop column " + quote(column);
    }

    @Override
    public String alterColumnType(RelationName relation, String column, String type) {
        return "alter table " + relation(relation) + " alter column " + quote(column) + " type " + type;
    }

    @Override
    public String selectColumns(List<String> columns, String select) {
        return "select " + columns.stream().map(this::quote).collect(Collectors.joining(", ")) + " from (\n" + select
                + "\n)";
    }

    @Override
    public String insertByName(RelationName relation, String select) {
        return "insert into " + relation(relation) + " by name (\n" + select + "\n)";
    }

    @Override
    public String deleteAll(RelationName relation) {
        return "delete from " + relation(relation);
    }

    @Override
    public String deleteWhere(RelationName relation, String condition) {
        return "delete from " + relation(relation) + " where " + condition;
    }

    @Override
    public String filtered(String select, String condition) {
        return "select * from (\n" + select + "\n) where " + condition;
    }

    @Override
    public String createOrReplaceView(RelationName relation, String select) {
        return "create or replace view " + relation(relation) + " as (\n" + select + "\n)";
    }

    @Override
    public String drop(RelationName relation, RelationKind kind) {
        return "drop " + kind.word() + " if exists " + relation(relation);
    }

    @Override
    public String countRows(RelationName relation) {
        return "select count(*) from " + relation(relation);
    }

    @Override
    public String relationsIn(String database, String schema) {
        String where = " where lower(database_name) = lower(" + literal(database) + ") and lower(schema_name) = lower("
                + literal(schema) + ")";
        return "select table_name as name, 'table' as kind from duckdb_tables()" + where
                + " union all select view_name, 'view' from duckdb_views()" + where + " and not internal";
    }

    @Override
    public String describe(String select) {
        return "describe (\n" + select + "\n)";
    }

    @Override
    public String readCsvAsText(String file, String delimiter) {
        return csv(file, delimiter, ", quote = '\"', escape = '\"'");
    }

    private static String csv(String file, String delimiter, String more) {
        return "select * from read_csv(" + Sql.literal(file) + ", delim = " + Sql.literal(delimiter)
                + ", header = true, all_varchar = true, skip = 0, comment = '',"
                + " null_padding = false, ignore_errors = false" + more + ")";
    }

    @Override
    public String readCsvNotingRejects(String file, String delimiter, List<String> columns) {
        String types =
                columns.stream().map(name -> literal(name) + ": 'VARCHAR'").collect(Collectors.joining(", "));
        return "select count(*) from read_csv(" + literal(file) + ", delim = " + literal(delimiter)
                + ", header = true, auto_detect = false, columns = {" + types
                + "}, quote = '\"', escape = '\"', store_rejects = true, rejects_table = " + literal(REJECTS)
                + ", rejects_scan = " + literal(REJECTS + "_scan") + ")";
    }

    @Override
    public String csvRejects() {
        return "select line, lower(cast(error_type as varchar)) || ': ' || error_message from " + quote(REJECTS)
                + " order by line";
    }

    @Override
    public List<String> dropCsvRejects() {
        return List.of("drop table if exists " + quote(REJECTS), "drop table if exists " + quote(REJECTS + "_scan"));
    }

    @Override
    public String readCsv(String file, String delimiter, Map<String, String> types) {
        String columns = types.entrySet().stream()
                .map(column -> converted(quote(column.getKey()), column.getValue()) + " as " + quote(column.getKey()))
                .collect(Collectors.joining(", "));
        // Which quotes a file has is found out by looking at it, as DuckDB's COPY does; dbt-duckdb loads seeds so.
        String names = types.keySet().stream().map(Sql::literal).collect(Collectors.joining(", "));
        return "select " + columns + " from (" + csv(file, delimiter, ", names = [" + names + "]") + ")";
    }

    private static String converted(String column, String type) {
        return isText(type) ? column : "cast(" + nullIfEmpty(column) + " as " + type + ")";
    }

    private static boolean isText(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "text", "varchar", "string" -> true;
            default -> false;
        };
    }

    private static String nullIfEmpty(String column) {
        return "case when lower(trim(" + column + ")) in ('', 'null') then null else " + column + " end";
    }

    // One column below the other: DuckDB compiles each pattern anew for every place where it stands, which costs more
    // than the matching.
    @Override
    public String inferCsvTypes(String file, String delimiter, List<String> columns) {
        String values =
                columns.stream().map(column -> nullIfEmpty(quote(column))).collect(Collectors.joining(", ", "[", "]"));
        String places = IntStream.range(0, columns.size())
                .boxed()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "[", "]"));
        return "select " + TYPE_OF_KINDS + " as type from range(" + columns.size()
                + ") as c(place) left join (select place, bit_or("
                + kind("v") + ") as kinds from (select unnest(" + values + ") as v, unnest(" + places
                + ") as place from ("
                + readCsvAsText(file, delimiter) + ")) group by place) using (place) order by place";
    }

    /** A bit for what a value is: the first that fits, in dbt's order. */
    private String kind(String value) {
        String number = "try_cast(" + value + " as double)";
        return "case when " + value + " is null then 0"
                + " when " + matches(value, NUMBER) + " then case when " + number + " <> trunc(" + number + ") then 4"
                + " when " + number + " between -2147483648 and 2147483647 then 1"
                + " when " + number + " between -9.2e18 and 9.2e18 then 2 else 4 end"
                + " when " + matches(value, DATE) + casts(value, "date") + " then 8"
                + " when " + matches(value, TIMESTAMP) + casts(value, "timestamp") + " then 16"
                + " when " + matches(value, ISO_TIMESTAMP) + casts(value, "timestamp") + " then 32"
                + " when lower(trim(" + value + ")) in ('true', 'false') then 64 else 128 end";
    }

    private String matches(String value, String pattern) {
        return "regexp_matches(" + value + ", " + literal(pattern) + ")";
    }

    private static String casts(String value, String type) {
        return " and try_cast(" + value + " as " + type + ") is not null";
    }

    @Override
    public String attachInMemory(String database) {
        return attachFile(database, ":memory:");
    }

    @Override
    public String attachFile(String database, String file) {
        return "attach if not exists " + literal(file) + " as " + quote(database);
    }

    @Override
    public String detach(String database) {
        return "detach database if exists " + quote(database);
    }

    @Override
    public String countDatabases(String database) {
        return "select count(*) from duckdb_databases() where lower(database_name) = lower(" + literal(database) + ")";
    }

    @Override
    public String createOrReplaceEmptyTable(RelationName relation, String columns) {
        return "create or replace table " + relation(relation) + " (" + columns + ")";
    }

    @Override
    public String columnsOf(List<String> columns, String select) {
        return "select " + columns.stream().map(this::quote).collect(Collectors.joining(", ")) + " from (\n" + select
                + "\n) as model_subq";
    }

    @Override
    public String limited(String select, String limit) {
        return "select * from (\n" + select + "\n) as model_limit_subq limit " + limit;
    }

    @Override
    public String copyTo(RelationName table, String file, Map<String, String> options) {
        String how = options.entrySet().stream()
                .map(option -> option.getKey() + " " + written(option.getKey(), option.getValue()))
                .collect(Collectors.joining(", "));
        boolean header = "csv".equals(options.get("format")) && !options.containsKey("header");
        return "copy " + relation(table) + " to " + literal(file) + " (" + how + (header ? ", header 1" : "") + ")";
    }

    private String written(String option, String value) {
        return switch (option) {
            case "delimiter", "delim", "quote", "escape", "null", "nullstr" ->
                value.startsWith("'") ? value : literal(value);
            case "partition_by" -> value.contains(",") && !value.startsWith("(") ? "(" + value + ")" : value;
            default -> value;
        };
    }

    @Override
    public String readFile(String file, String format, Map<String, @Nullable Object> options) {
        StringBuilder arguments = new StringBuilder(literal(file));
        options.forEach((name, value) -> arguments
                .append(", ")
                .append(name)
                .append(" = ")
                .append(value instanceof String text ? literal(text) : String.valueOf(value)));
        return "select * from read_" + format + "(" + arguments + ")";
    }

    @Override
    public String comment(RelationName relation, RelationKind kind, String text) {
        return "comment on " + kind.word() + " " + relation(relation) + " is " + literal(text);
    }

    @Override
    public String commentColumn(RelationName relation, String column, String text) {
        return "comment on column " + relation(relation) + "." + quote(column) + " is " + literal(text);
    }

    @Override
    public String tryCast(String expression, String type) {
        return "try_cast(" + expression + " as " + type + ")";
    }

    @Override
    public String rows(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> "select "
                        + row.entrySet().stream()
                                .map(value -> value.getValue() + " as " + quote(value.getKey()))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\nunion all\n"));
    }

    @Override
    public String compared(String actual, String expected, List<String> columns) {
        String names = columns.stream().map(this::quote).collect(Collectors.joining(", "));
        return "select 'actual' as which, " + names + " from (\n" + actual
                + "\n) as dbt_internal_unit_test_actual\nunion all\nselect 'expected', " + names + " from (\n"
                + expected
                + "\n) as dbt_internal_unit_test_expected";
    }

    @Override
    public String testVerdict(String test, String failCalc, String warnIf, String errorIf, Optional<String> limit) {
        return "select " + failCalc + " as failures, " + failCalc + " " + warnIf + " as should_warn, " + failCalc + " "
                + errorIf + " as should_error from (\n" + test + "\n"
                + limit.map(rows -> "limit " + rows + "\n").orElse("") + ") as dbt_internal_test";
    }

    @Override
    public String ageOf(String select) {
        return "select typeof(moment), epoch(moment), epoch(now()) from (select (\n" + select + "\n) as moment)";
    }

    @Override
    public String columnsIn(String database) {
        return "select c.schema_name, c.table_name, r.kind, r.comment, c.column_name, c.column_index, c.data_type,"
                + " c.comment from duckdb_columns() c join (select database_name, schema_name, table_name,"
                + " 'BASE TABLE' as kind, comment from duckdb_tables() union all select database_name, schema_name,"
                + " view_name, 'VIEW', comment from duckdb_views() where not internal) r"
                + " using (database_name, schema_name, table_name) where c.database_name = " + literal(database)
                + " order by c.schema_name, c.table_name, c.column_index";
    }
}

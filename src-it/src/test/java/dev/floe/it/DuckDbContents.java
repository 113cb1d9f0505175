package dev.floe.it;

import dev.floe.duckdb.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that is in a DuckDB database file. */
final class DuckDbContents {
    private DuckDbContents() {}

    /**
     * A table or view.
     *
     * @param kind {@code table} or {@code view}
     * @param columns names and types
     * @param rows their values as text, sorted
     * @param notes comments and constraints
     */
    record Relation(String kind, List<String> columns, List<String> rows, List<String> notes) {}

    /** The relations by {@code schema.name}. */
    static Map<String, Relation> of(Path file) {
        Map<String, Relation> relations = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            for (List<String> row : query(
                    statement,
                    "select schema_name, table_name, 'table' from duckdb_tables() where database_name = current_database()"
                            + " union all select schema_name, view_name, 'view' from duckdb_views()"
                            + " where database_name = current_database() and not internal")) {
                String name = Sql.qualified(row.get(0), row.get(1));
                List<String> columns = new ArrayList<>();
                query(statement, "describe " + name)
                        .forEach(column -> columns.add(column.get(0) + " " + column.get(1)));
                List<String> rows = query(statement, "select * from " + name).stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList();
                relations.put(
                        row.get(0) + "." + row.get(1), new Relation(row.get(2), columns, rows, notes(statement, row)));
            }
        } catch (SQLException e) {
            throw new AssertionError("Cannot read " + file, e);
        }
        return relations;
    }

    private static List<String> notes(Statement statement, List<String> relation) throws SQLException {
        String place = " where schema_name = " + Sql.literal(relation.get(0)) + " and ";
        String table = Sql.literal(relation.get(1));
        return query(
                        statement,
                        "select 'table', comment from duckdb_tables()" + place + "table_name = " + table
                                + " union all select 'view', comment from duckdb_views()" + place + "view_name = "
                                + table + " union all select column_name, comment from duckdb_columns()" + place
                                + "table_name = " + table
                                + " union all select constraint_type, constraint_text from duckdb_constraints()"
                                + place + "table_name = " + table + " order by all")
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private static List<List<String>> query(Statement statement, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet results = statement.executeQuery(sql)) {
            ResultSetMetaData meta = results.getMetaData();
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    row.add(String.valueOf(results.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}

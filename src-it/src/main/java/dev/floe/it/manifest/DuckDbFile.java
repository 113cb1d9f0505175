package dev.floe.it.manifest;

import dev.floe.models.context.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB file that introspective queries run on: a copy of the given one, attached under the name that the manifest knows it by.
 * Whatever a node's template changes is undone after the node.
 */
final class DuckDbFile implements AutoCloseable {
    private final Path copy;
    private final Connection connection;

    private DuckDbFile(Path copy, Connection connection) {
        this.copy = copy;
        this.connection = connection;
    }

    /**
     * @param file the database file; it is only read
     * @param name the database's name in the manifest
     * @param schema the schema that unqualified names mean
     * @param files the folder that relative names of files mean
     */
    static DuckDbFile open(Path file, String name, String schema, Optional<Path> files)
            throws IOException, SQLException {
        Path folder = Files.createTempDirectory("floe-manifest-");
        Path copy = folder.resolve("copy.duckdb");
        Files.copy(file, copy);
        Path log = file.resolveSibling(file.getFileName() + ".wal");
        if (Files.exists(log)) {
            Files.copy(log, folder.resolve("copy.duckdb.wal"));
        }
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        DuckDbFile opened = new DuckDbFile(copy, connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("attach " + literal(copy.toString()) + " as " + quoted(name));
            statement.execute("use " + quoted(name));
            if (files.isPresent()) {
                statement.execute(
                        "set file_search_path = " + literal(files.get().toString()));
            }
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("use " + quoted(name) + "." + quoted(schema));
        } catch (SQLException e) {
            // The schema is not there yet: the database's own one stays.
        }
        connection.setAutoCommit(false);
        return opened;
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Runs a statement.
     *
     * @return its rows, each column of one type, as dbt makes a table of them
     */
    QueryResult query(String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return QueryResult.EMPTY;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new NeedsMore("a query that the database refuses: " + oneLine(e), e);
        }
    }

    private static String oneLine(SQLException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static QueryResult read(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnLabel(i));
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                row.add(AgateValues.of(rows.getObject(i)));
            }
            values.add(row);
        }
        return new QueryResult(names, values);
    }

    /** Undoes what has changed since the last call. */
    void undo() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        try (var files = Files.list(copy.getParent())) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(copy.getParent());
    }
}

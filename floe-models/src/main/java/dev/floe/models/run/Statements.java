package dev.floe.models.run;

import dev.floe.models.context.QueryResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs SQL on a worker's connection. Thread-safe, as far as connections are not shared. */
public final class Statements {
    private final Map<Connection, List<String>> noted = new ConcurrentHashMap<>();

    /** Runs a statement whose answer does not matter. */
    public void execute(Connection connection, String sql) throws SQLException {
        note(connection, sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Does work, and adds the statements that change something, in the order in which the connection is sent them.
     *
     * @param sent where they are added, also when the work fails
     */
    <T> T noting(Connection connection, List<String> sent, Work<T> work) throws SQLException {
        noted.put(connection, sent);
        try {
            return work.run();
        } finally {
            noted.remove(connection);
        }
    }

    /** Adds what is sent by other ways, where statements are noted. */
    void note(Connection connection, String sql) {
        List<String> sent = noted.get(connection);
        if (sent != null) {
            sent.add(sql.strip());
        }
    }

    /** Runs a query whose answer is one number. */
    public long number(Connection connection, String sql) throws SQLException {
        return ((Number) Objects.requireNonNull(
                        query(connection, sql).rows().get(0).get(0)))
                .longValue();
    }

    /** Runs a statement and fetches all of its answer; what has none answers nothing. */
    public QueryResult query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return QueryResult.EMPTY;
            }
            try (ResultSet results = statement.getResultSet()) {
                return fetch(results);
            }
        }
    }

    /** Runs a statement, or several with semicolons between them, and gives how many rows the last one changed, if it says so. */
    public OptionalLong update(Connection connection, String sql) throws SQLException {
        note(connection, sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            long count = statement.getUpdateCount();
            return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
        }
    }

    /**
     * Runs work in one transaction, which is rolled back if it fails. Inside of a transaction that is open already, the work is a part
     * of that one.
     */
    public <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        if (!connection.getAutoCommit()) {
            return work.run();
        }
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    /** A connection that cannot roll back is closed, which undoes its work too; going back to auto-commit would commit it. */
    private static void rollback(Connection connection, Exception failure) throws SQLException {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            connection.close();
        }
    }

    /** Work on a connection. */
    public interface Work<T> {
        /** Does it. */
        T run() throws SQLException;
    }

    private static QueryResult fetch(ResultSet results) throws SQLException {
        ResultSetMetaData meta = results.getMetaData();
        int count = meta.getColumnCount();
        List<String> columns = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            columns.add(meta.getColumnLabel(i));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (results.next()) {
            List<@Nullable Object> row = new ArrayList<>(count);
            for (int i = 1; i <= count; i++) {
                row.add(TemplateValues.of(results.getObject(i)));
            }
            rows.add(row);
        }
        return new QueryResult(columns, rows);
    }
}

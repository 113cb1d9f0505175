package dev.floe.models.run;

import dev.floe.models.context.QueryResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs SQL on a worker's connection so that it can be cancelled. Thread-safe, as far as connections are not shared. */
public final class Statements {
    private final Cancellation cancellation;

    /** Statements that end when the cancellation is requested. */
    public Statements(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Runs a statement whose answer does not matter. */
    public void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            start(statement, sql);
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
            if (!start(statement, sql)) {
                return QueryResult.EMPTY;
            }
            try (ResultSet results = statement.getResultSet()) {
                return fetch(results);
            }
        }
    }

    private boolean start(Statement statement, String sql) throws SQLException {
        cancellation.begin(statement);
        try {
            return statement.execute(sql);
        } finally {
            cancellation.end(statement);
        }
    }

    /** Runs a statement, or several with semicolons between them, and gives how many rows the last one changed, if it says so. */
    public OptionalLong update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            start(statement, sql);
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
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
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

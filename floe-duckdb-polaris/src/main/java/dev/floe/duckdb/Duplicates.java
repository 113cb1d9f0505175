package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** Makes floe's own connections beside a caller's. */
final class Duplicates {
    private Duplicates() {}

    /**
     * A second connection to the instance of the given one, in auto-commit mode whatever the mode of that one.
     *
     * @throws DuckDbException {@code NOT_A_DUCKDB_CONNECTION}; {@code DATABASE_UNAVAILABLE} if it is closed
     */
    static DuckDBConnection of(Connection connection) {
        requireNonNull(connection, "connection");
        DuckDBConnection duckDb = unwrap(connection);
        try {
            return of(duckDb);
        } catch (SQLException e) {
            throw DuckDbException.of(
                    e,
                    Redactor.none(),
                    "Opening a second DuckDB connection beside the one given",
                    ErrorCode.DATABASE_UNAVAILABLE);
        }
    }

    /** A second connection, in auto-commit mode; DuckDB itself would hand the mode on. */
    static DuckDBConnection of(DuckDBConnection connection) throws SQLException {
        DuckDBConnection duplicate = connection.duplicate();
        try {
            duplicate.setAutoCommit(true);
            return duplicate;
        } catch (SQLException e) {
            duplicate.close();
            throw e;
        }
    }

    private static DuckDBConnection unwrap(Connection connection) {
        if (connection instanceof DuckDBConnection duckDb) {
            return duckDb;
        }
        String type = connection.getClass().getName();
        String message =
                "The connection given is a " + type + " and does not unwrap to a DuckDB connection. Expected one of"
                        + " org.duckdb's driver, or a pool's wrapper whose unwrap(DuckDBConnection.class) gives one.";
        try {
            if (!connection.isWrapperFor(DuckDBConnection.class)) {
                throw DuckDbException.of(ErrorCode.NOT_A_DUCKDB_CONNECTION, message);
            }
            return connection.unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw DuckDbException.of(ErrorCode.NOT_A_DUCKDB_CONNECTION, message, e, Redactor.none());
        }
    }
}

package dev.floe.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Hands out connections to one DuckDB instance. Implementations are thread-safe.
 *
 * <p>Every connection sees the same tables, attached catalogs and secrets; transactions, TEMP objects and session settings are its
 * own. One connection per worker: two threads on one connection wait for each other.
 */
@FunctionalInterface
public interface ConnectionSource {
    /**
     * A new connection to the instance, in auto-commit mode. The caller closes it.
     *
     * @throws SQLException if DuckDB cannot give one
     * @throws IllegalStateException if the source is closed
     */
    Connection open() throws SQLException;
}

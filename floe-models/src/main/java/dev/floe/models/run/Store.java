package dev.floe.models.run;

import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where relations are built, and how: native DDL of a DuckDB database, commits to an Iceberg catalog, or DML through an attached
 * one. Thread-safe; different relations may be built side by side.
 */
public interface Store {
    /**
     * Makes the schemas, and finds out what is there.
     *
     * @param places what will be built or read
     */
    void prepare(Collection<RelationName> places) throws SQLException;

    /**
     * Puts the session in order before a node's SQL.
     *
     * @param connection the worker's, outside of a transaction
     */
    void beforeNode(Connection connection) throws SQLException;

    /**
     * Builds a table in the place of what is there.
     *
     * @param connection the worker's
     * @param options what it is built with, where that is of use
     * @return how many rows it has
     */
    OptionalLong table(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException;

    /**
     * Changes rows of a table that is there, all of them or none.
     *
     * @param sql the statements, with semicolons between them
     * @param options what it is changed with
     * @return how many rows the last statement changed, if that is known
     */
    OptionalLong change(Connection connection, RelationName relation, String sql, TableOptions options)
            throws SQLException;

    /**
     * Adds rows to a table that is there, all of them or none. For what is audited; otherwise it is a change.
     *
     * @param select the rows; columns are matched by name
     * @return how many
     */
    OptionalLong append(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException;

    /**
     * Puts rows in the place of those of a table that fulfil a condition, all of them or none.
     *
     * @param select the rows; columns are matched by name
     * @param condition of the rows that go, over the table's columns
     * @return how many came
     */
    OptionalLong overwrite(
            Connection connection, RelationName relation, String select, String condition, TableOptions options)
            throws SQLException;

    /** Whether all that is done for a relation, hooks included, is one transaction of the database. */
    boolean isTransactional(RelationName relation);

    /** Runs hooks before a relation is built, which may change it themselves. */
    default void hooked(RelationName relation, Statements.Work<?> hooks) throws SQLException {
        hooks.run();
    }

    /** Forgets what stands under a name, after work on it failed. */
    void forget(RelationName relation);

    /** Builds a view in the place of what is there. */
    void view(Connection connection, RelationName relation, String select) throws SQLException;

    /** Makes a view that only the session has. */
    void sessionView(Connection connection, RelationName relation, String select) throws SQLException;

    /** The name under which SQL reads a relation. */
    RelationName readName(RelationName relation);

    /** Whether views are there after the session too. */
    boolean keepsViews(RelationName relation);

    /**
     * Describes a relation that is there, and its columns.
     *
     * @param comment what is said of the relation; empty to leave it as it is
     * @param columns what is said of columns, by their names; those that it lacks are passed over
     */
    void describe(Connection connection, RelationName relation, Optional<String> comment, Map<String, String> columns)
            throws SQLException;

    /** Makes room for views of the session that are made again. */
    void prepareViews(Collection<RelationName> places) throws SQLException;

    /** What stands under a name, if anything does. */
    Optional<RelationKind> kindOf(Connection connection, RelationName relation) throws SQLException;
}

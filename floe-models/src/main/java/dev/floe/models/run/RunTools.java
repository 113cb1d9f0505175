package dev.floe.models.run;

import dev.floe.config.Redactor;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.parse.Hooks;
import dev.floe.models.parse.Hooks.Hook;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the nodes of a run are built with. Thread-safe: each thread brings its own connection. */
record RunTools(
        String runId,
        Store store,
        NodeCompiler compiler,
        Dialect dialect,
        Statements statements,
        Redactor redactor,
        CompiledFiles files,
        Audits audits) {

    /** The database as a node's templates see it. */
    SessionDatabase database(Connection connection, Node node) {
        return new SessionDatabase(connection, dialect, statements, store, redactor, node.name(), false);
    }

    /** The same, but that a relation is read under another name. */
    RunTools reading(RelationName relation, RelationName name) {
        return new RunTools(
                runId, store, compiler.reading(relation, name), dialect, statements, redactor, files, audits);
    }

    /** What a node's table is built with. */
    TableOptions options(Node node) {
        return TableOptions.of(node, runId, audits.of(node, this));
    }

    /**
     * Does a node's work between its hooks. Where the database has transactions for it, hooks and work are one; hooks that ask for it
     * stay outside.
     */
    <T> T withHooks(Node node, RelationName relation, Connection connection, Statements.Work<T> work)
            throws SQLException {
        return withHooks(node, relation, connection, true, true, work);
    }

    /**
     * The same for work that is a part of what is done for the node.
     *
     * @param first whether the hooks before it are run
     * @param last whether the hooks after it are run
     */
    <T> T withHooks(
            Node node,
            RelationName relation,
            Connection connection,
            boolean first,
            boolean last,
            Statements.Work<T> itself)
            throws SQLException {
        List<Hook> before = first ? Hooks.of(node.config(), Hooks.BEFORE) : List.of();
        List<Hook> after = last ? Hooks.of(node.config(), Hooks.AFTER) : List.of();
        Statements.Work<T> work = () -> noting(node, connection, itself);
        if (!store.isTransactional(relation)) {
            if (!before.isEmpty()) {
                store.hooked(relation, () -> {
                    hooks(node, before, true, connection);
                    hooks(node, before, false, connection);
                    return before;
                });
            }
            T result = work.run();
            hooks(node, after, true, connection);
            hooks(node, after, false, connection);
            return result;
        }
        hooks(node, before, false, connection);
        T result;
        try {
            result = statements.inTransaction(connection, () -> {
                hooks(node, before, true, connection);
                T done = work.run();
                hooks(node, after, true, connection);
                return done;
            });
        } catch (SQLException | RuntimeException e) {
            store.forget(relation);
            throw e;
        }
        hooks(node, after, false, connection);
        return result;
    }

    /** Does a node's work, and writes the statements that it sent below {@code target/run}. */
    <T> T noting(Node node, Connection connection, Statements.Work<T> work) throws SQLException {
        List<String> sent = new ArrayList<>();
        try {
            return statements.noting(connection, sent, work);
        } finally {
            files.run(node, sent);
        }
    }

    /** Does work with a temporary table of a SELECT's rows, which is dropped after it. */
    <T> T withTemporary(RelationName temporary, String select, Connection connection, Statements.Work<T> work)
            throws SQLException {
        statements.execute(connection, dialect.createTemporaryTable(temporary, select));
        T result;
        try {
            result = work.run();
        } catch (SQLException | RuntimeException e) {
            try {
                // Inside of a transaction the table goes with it.
                if (connection.getAutoCommit()) {
                    statements.execute(connection, dialect.drop(temporary, RelationKind.TABLE));
                }
            } catch (SQLException drop) {
                e.addSuppressed(drop);
            }
            throw e;
        }
        statements.execute(connection, dialect.drop(temporary, RelationKind.TABLE));
        return result;
    }

    private void hooks(Node node, List<Hook> hooks, boolean inTransaction, Connection connection) throws SQLException {
        for (Hook hook : hooks) {
            if (hook.inTransaction() == inTransaction) {
                String sql = compiler.hook(node, hook.sql(), database(connection, node), Map.of());
                if (!sql.isBlank()) {
                    statements.execute(connection, sql);
                }
            }
        }
    }
}

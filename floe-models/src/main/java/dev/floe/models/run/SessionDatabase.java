package dev.floe.models.run;

import dev.floe.config.Redactor;
import dev.floe.duckdb.DuckDbException;
import dev.floe.models.context.Database;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database as one worker's templates reach it. */
record SessionDatabase(
        Connection connection,
        Dialect dialect,
        Statements statements,
        Store store,
        Redactor redactor,
        String node,
        boolean materializing)
        implements Database {

    /** The same for a materialization's own statements: it may commit, and what stands under a name is looked up each time. */
    SessionDatabase ofMaterialization() {
        return new SessionDatabase(connection, dialect, statements, store, redactor, node, true);
    }

    @Override
    public void commit() {
        try {
            if (materializing && !connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public QueryResult query(String sql) {
        try {
            if (materializing) {
                statements.note(connection, sql);
            }
            return statements.query(connection, sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<RelationKind> kindOf(RelationName relation) {
        try {
            if (materializing) {
                store.forget(relation);
            }
            return store.kindOf(connection, relation);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Map<String, RelationKind> relations(String database, String schema) {
        Map<String, RelationKind> relations = new LinkedHashMap<>();
        for (List<@Nullable Object> row :
                query(dialect.relationsIn(database, schema)).rows()) {
            relations.put(
                    String.valueOf(row.get(0)), "view".equals(row.get(1)) ? RelationKind.VIEW : RelationKind.TABLE);
        }
        return relations;
    }

    @Override
    public Map<String, String> columns(String select) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (List<@Nullable Object> row : query(dialect.describe(select)).rows()) {
            columns.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
        return columns;
    }

    private DuckDbException failure(SQLException e) {
        return DuckDbException.of(e, redactor, "A query of " + node + "'s template");
    }
}

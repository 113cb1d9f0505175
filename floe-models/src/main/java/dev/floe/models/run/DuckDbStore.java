package dev.floe.models.run;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Relations of a DuckDB database: transactional DDL. */
final class DuckDbStore implements Store {
    private final ConnectionSource connections;
    private final Dialect dialect;
    private final Statements statements;
    private final Map<String, RelationKind> kinds = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    DuckDbStore(ConnectionSource connections, Dialect dialect, Statements statements) {
        this.connections = connections;
        this.dialect = dialect;
        this.statements = statements;
    }

    @Override
    public void prepare(Collection<RelationName> places) throws SQLException {
        Set<RelationName> schemas = new LinkedHashSet<>();
        places.forEach(place -> schemas.add(place.withIdentifier("")));
        try (Connection connection = connections.open()) {
            for (RelationName schema : schemas) {
                statements.execute(connection, dialect.createSchema(schema.database(), schema.schema()));
                look(connection, schema);
            }
        }
    }

    private void look(Connection connection, RelationName schema) throws SQLException {
        if (known.add(key(schema.withIdentifier("")))) {
            QueryResult relations =
                    statements.query(connection, dialect.relationsIn(schema.database(), schema.schema()));
            for (List<@Nullable Object> row : relations.rows()) {
                RelationKind kind = "view".equals(row.get(1)) ? RelationKind.VIEW : RelationKind.TABLE;
                kinds.put(key(schema.withIdentifier(String.valueOf(row.get(0)))), kind);
            }
        }
    }

    private static String key(RelationName relation) {
        return relation.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public void beforeNode(Connection connection) {
        // A database of DuckDB's own has nothing that ends.
    }

    @Override
    public OptionalLong table(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException {
        List<String> create = options.columns().isEmpty()
                ? List.of(dialect.createOrReplaceTable(relation, select))
                : List.of(
                        dialect.createOrReplaceEmptyTable(
                                relation, options.columns().get().definition()),
                        dialect.insertByName(relation, select));
        return statements.inTransaction(connection, () -> {
            replace(connection, relation, RelationKind.TABLE, create);
            audit(connection, relation, options);
            return OptionalLong.of(statements.number(connection, dialect.countRows(relation)));
        });
    }

    /** Only the transaction that wrote the rows sees them meanwhile. */
    private static void audit(Connection connection, RelationName relation, TableOptions options) throws SQLException {
        if (options.audit().isPresent()) {
            options.audit().get().check(connection, relation);
        }
    }

    @Override
    public void view(Connection connection, RelationName relation, String select) throws SQLException {
        replace(connection, relation, RelationKind.VIEW, List.of(dialect.createOrReplaceView(relation, select)));
    }

    private void replace(Connection connection, RelationName relation, RelationKind kind, List<String> create)
            throws SQLException {
        List<String> work = new ArrayList<>();
        RelationKind before = kinds.get(key(relation));
        if (before != null && before != kind) {
            work.add(dialect.drop(relation, before));
        }
        work.addAll(create);
        statements.inTransaction(connection, () -> {
            for (String sql : work) {
                statements.execute(connection, sql);
            }
            return work;
        });
        kinds.put(key(relation), kind);
    }

    @Override
    public OptionalLong change(Connection connection, RelationName relation, String sql, TableOptions options)
            throws SQLException {
        return statements.inTransaction(connection, () -> {
            OptionalLong rows = statements.update(connection, sql);
            audit(connection, relation, options);
            return rows;
        });
    }

    @Override
    public OptionalLong append(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException {
        return change(connection, relation, dialect.insertByName(relation, select), options);
    }

    @Override
    public OptionalLong overwrite(
            Connection connection, RelationName relation, String select, String condition, TableOptions options)
            throws SQLException {
        String sql = dialect.deleteWhere(relation, condition) + ";\n" + dialect.insertByName(relation, select);
        return change(connection, relation, sql, options);
    }

    @Override
    public boolean isTransactional(RelationName relation) {
        return true;
    }

    @Override
    public void forget(RelationName relation) {
        kinds.remove(key(relation));
        known.remove(key(relation.withIdentifier("")));
    }

    @Override
    public void sessionView(Connection connection, RelationName relation, String select) {
        throw new UnsupportedOperationException("views of a database stay");
    }

    @Override
    public RelationName readName(RelationName relation) {
        return relation;
    }

    @Override
    public boolean keepsViews(RelationName relation) {
        return true;
    }

    @Override
    public void describe(
            Connection connection, RelationName relation, Optional<String> comment, Map<String, String> columns)
            throws SQLException {
        RelationKind kind = kinds.getOrDefault(key(relation), RelationKind.TABLE);
        if (comment.isPresent()) {
            statements.execute(connection, dialect.comment(relation, kind, comment.get()));
        }
        if (columns.isEmpty()) {
            return;
        }
        Set<String> there = new HashSet<>();
        statements
                .query(connection, dialect.describe("select * from " + dialect.relation(relation)))
                .rows()
                .forEach(row -> there.add(String.valueOf(row.get(0))));
        for (Map.Entry<String, String> column : columns.entrySet()) {
            if (there.contains(column.getKey())) {
                statements.execute(connection, dialect.commentColumn(relation, column.getKey(), column.getValue()));
            }
        }
    }

    @Override
    public void prepareViews(Collection<RelationName> places) {
        // Views of a database stay.
    }

    @Override
    public Optional<RelationKind> kindOf(Connection connection, RelationName relation) throws SQLException {
        look(connection, relation);
        return Optional.ofNullable(kinds.get(key(relation)));
    }
}

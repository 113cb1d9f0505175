package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.config.WritePath;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.VendedKeys;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.CommitResult;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableState;
import dev.floe.iceberg.TableWrite;
import dev.floe.models.RunException;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Relations of an Iceberg catalog that is attached under an alias. Tables are committed by Iceberg's library, or written through the
 * attached catalog where {@code write_path: native} asks for it; views are views of the catalog and of the session.
 */
final class IcebergStore implements Store {
    private static final String WRITTEN = "__floe_written";

    private final ConnectionSource connections;
    private final Dialect dialect;
    private final Statements statements;
    private final IcebergTables tables;
    private final WritePath writePath;
    private final boolean keysAreVended;
    private final Redactor redactor;
    private final Map<RelationName, Optional<Long>> seen = new ConcurrentHashMap<>();
    private final Set<RelationName> existing = ConcurrentHashMap.newKeySet();
    private final SessionViews views;

    IcebergStore(
            ConnectionSource connections,
            Dialect dialect,
            Statements statements,
            IcebergTables tables,
            SessionViews views,
            WritePath writePath,
            boolean keysAreVended,
            Redactor redactor) {
        this.connections = connections;
        this.dialect = dialect;
        this.statements = statements;
        this.tables = tables;
        this.views = views;
        this.writePath = writePath;
        this.keysAreVended = keysAreVended;
        this.redactor = redactor;
    }

    /** Namespaces are made, and each table's snapshot is noted: a commit succeeds only if it is still the one then. */
    @Override
    public void prepare(Collection<RelationName> places) throws SQLException {
        Set<String> namespaces = new LinkedHashSet<>();
        places.forEach(place -> namespaces.add(place.schema()));
        namespaces.forEach(namespace -> tables.ensureNamespace(levels(namespace)));
        for (RelationName place : places) {
            Optional<TableState> state = tables.state(name(place));
            seen.put(place, state.flatMap(TableState::snapshotId));
            if (state.isPresent()) {
                existing.add(place);
            }
        }
        prepareViews(places);
    }

    /** Keys that have ended would keep DuckDB from using those that the catalog vends for this node. */
    @Override
    public void beforeNode(Connection connection) throws SQLException {
        if (keysAreVended) {
            VendedKeys.dropStale(connection);
        }
    }

    @Override
    public void prepareViews(Collection<RelationName> places) throws SQLException {
        Set<String> namespaces = new LinkedHashSet<>();
        places.forEach(place -> namespaces.add(place.schema()));
        try (Connection connection = connections.open()) {
            for (String namespace : namespaces) {
                views.prepare(connection, namespace);
            }
        }
    }

    private static List<String> levels(String namespace) {
        return List.of(namespace.split("\\.", -1));
    }

    private static TableName name(RelationName relation) {
        return new TableName(levels(relation.schema()), relation.identifier());
    }

    @Override
    public OptionalLong table(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException {
        OptionalLong rows = writePath == WritePath.NATIVE
                ? writeNatively(connection, relation, select, options)
                : commit(connection, relation, write -> write.select(select), options);
        existing.add(relation);
        return rows;
    }

    @Override
    public OptionalLong append(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException {
        if (writePath == WritePath.NATIVE) {
            throw Audits.impossible(relation, "with the catalog's write_path 'native'");
        }
        return commit(connection, relation, write -> write.select(select).mode(TableWrite.Mode.APPEND), options);
    }

    @Override
    public OptionalLong overwrite(
            Connection connection, RelationName relation, String select, String condition, TableOptions options)
            throws SQLException {
        if (writePath == WritePath.NATIVE) {
            String sql = dialect.deleteWhere(relation, condition) + ";\n" + dialect.insertByName(relation, select);
            return change(connection, relation, sql, options);
        }
        return commit(connection, relation, write -> write.select(select).overwrite(condition), options);
    }

    private OptionalLong commit(
            Connection connection, RelationName relation, UnaryOperator<TableWrite.Builder> what, TableOptions options)
            throws SQLException {
        TableWrite.Builder builder =
                TableWrite.builder(name(relation)).basis(Basis.seen(seen.computeIfAbsent(relation, this::snapshot)));
        options.tags().forEach(builder::putSummary);
        TableWrite write = what.apply(builder).build();
        if (write.mode() == TableWrite.Mode.REPLACE && options.layout().isPresent()) {
            write = builder.layout(options.layout().get()).build();
        }
        statements.note(connection, "-- written to Parquet files and committed to " + relation + "\n" + write.select());
        try (StagedWrite staged = tables.stage(write)) {
            if (options.audit().isPresent()) {
                audit(connection, relation, staged, options.audit().get());
            }
            // A view and a table cannot have one name; there is neither for the moment that the commit takes.
            if (views.has(relation)) {
                views.drop(connection, relation);
            }
            CommitResult result = staged.commit();
            seen.put(relation, Optional.of(result.snapshotId()));
            return OptionalLong.of(result.rows());
        }
    }

    /** The table as it will be is a view of the session while it is looked at. */
    private void audit(Connection connection, RelationName relation, StagedWrite staged, Audit audit)
            throws SQLException {
        RelationName written = views.sessionName(relation.withIdentifier(relation.identifier() + WRITTEN));
        statements.execute(connection, dialect.createOrReplaceView(written, staged.tableQuery()));
        try {
            audit.check(connection, written);
        } finally {
            statements.execute(connection, dialect.drop(written, RelationKind.VIEW));
        }
    }

    private OptionalLong writeNatively(
            Connection connection, RelationName relation, String select, TableOptions options) throws SQLException {
        if (options.audit().isPresent()) {
            throw Audits.impossible(relation, "with the catalog's write_path 'native'");
        }
        if (options.layout().isPresent()) {
            throw new RunException(
                    ErrorCode.PROJECT_INVALID,
                    relation
                            + ": partitioned_by, sorted_by and table_properties need the catalog's write_path 'commit';"
                            + " DuckDB's own statements cannot lay a table out",
                    null);
        }
        if (existing.contains(relation)) {
            statements.inTransaction(connection, () -> {
                statements.execute(connection, dialect.deleteAll(relation));
                return statements.update(connection, dialect.insertByName(relation, select));
            });
        } else {
            if (views.has(relation)) {
                views.drop(connection, relation);
            }
            tables.makeFolders(name(relation));
            statements.execute(connection, dialect.createTable(relation, select));
        }
        return OptionalLong.of(statements.number(connection, dialect.countRows(relation)));
    }

    /** Row-level changes go through the attached catalog; whether one was made that DuckDB does not know of, its snapshots tell. */
    @Override
    public OptionalLong change(Connection connection, RelationName relation, String sql, TableOptions options)
            throws SQLException {
        if (options.audit().isPresent()) {
            throw Audits.impossible(
                    relation, "for changes of rows on Iceberg but the strategies 'append' and 'microbatch'");
        }
        Optional<Long> before = snapshot(relation);
        OptionalLong rows;
        try {
            rows = statements.inTransaction(connection, () -> {
                // DuckDB keeps to the state that it looks at first, and the catalog refuses the commit if that has
                // passed.
                statements.execute(connection, dialect.limited("select * from " + dialect.relation(relation), "0"));
                requireSeen(relation);
                return statements.update(connection, sql);
            });
        } catch (SQLException e) {
            DuckDbException failure = DuckDbException.of(e, redactor, "Changing rows of " + relation);
            if (failure.code() != ErrorCode.CONFLICT && !snapshot(relation).equals(before)) {
                throw new RunException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "Changing rows of " + relation
                                + " failed, but the table is at another snapshot than before: the"
                                + " change may have been made all the same, or somebody else made one. Look at the table's"
                                + " snapshots before running the model again.",
                        failure);
            }
            throw e;
        }
        // Whoever writes the table again in this run asks then; few do.
        seen.remove(relation);
        return rows;
    }

    /** The rows of a change were computed on the state that was seen; on another one they may be there already. */
    private void requireSeen(RelationName relation) {
        Optional<Long> expected = seen.get(relation);
        Optional<TableState> now = tables.state(name(relation));
        if (expected != null && !now.flatMap(TableState::snapshotId).equals(expected)) {
            throw new RunException(
                    ErrorCode.CONFLICT,
                    relation + " was changed by somebody else since the run began: it was at "
                            + expected.map(id -> "snapshot " + id).orElse("no snapshot") + ", now it is at "
                            + now.flatMap(TableState::snapshot)
                                    .map(Object::toString)
                                    .orElse("none")
                            + ". Nothing was changed by this node; run it again on the new state.",
                    null);
        }
    }

    @Override
    public void hooked(RelationName relation, Statements.Work<?> hooks) throws SQLException {
        requireSeen(relation);
        hooks.run();
        seen.put(relation, snapshot(relation));
    }

    private Optional<Long> snapshot(RelationName relation) {
        return tables.state(name(relation)).flatMap(TableState::snapshotId);
    }

    @Override
    public boolean isTransactional(RelationName relation) {
        return false;
    }

    @Override
    public void forget(RelationName relation) {
        // What is known of tables is what the catalog says, and commits that fail change nothing.
    }

    @Override
    public void view(Connection connection, RelationName relation, String select) throws SQLException {
        views.make(connection, relation, select);
        if (existing.remove(relation)) {
            tables.drop(name(relation));
            seen.remove(relation);
        }
        views.put(relation, select);
    }

    @Override
    public void sessionView(Connection connection, RelationName relation, String select) throws SQLException {
        views.make(connection, relation, select);
    }

    @Override
    public RelationName readName(RelationName relation) {
        return views.readName(relation);
    }

    @Override
    public boolean keepsViews(RelationName relation) {
        return views.kept();
    }

    @Override
    public void describe(
            Connection connection, RelationName relation, Optional<String> comment, Map<String, String> columns) {
        if (views.has(relation)) {
            views.describe(relation, comment, columns);
        } else {
            tables.describe(name(relation), comment, columns);
        }
    }

    @Override
    public Optional<RelationKind> kindOf(Connection connection, RelationName relation) {
        if (views.has(relation)) {
            return Optional.of(RelationKind.VIEW);
        }
        return existing.contains(relation) || tables.state(name(relation)).isPresent()
                ? Optional.of(RelationKind.TABLE)
                : Optional.empty();
    }
}

package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.IcebergView;
import dev.floe.iceberg.IcebergViews;
import dev.floe.iceberg.QualifiedName;
import dev.floe.iceberg.TableName;
import dev.floe.models.RunException;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;

/**
 * The views of an Iceberg catalog, which DuckDB can neither read nor make, and the views of the session that stand for them: in an
 * in-memory database, under the schema and name that they have in the catalog. One is made the first time that somebody reads it, after
 * those that it reads itself. Thread-safe.
 */
final class SessionViews {
    private static final String DATABASE = "floe_session";

    private final ConnectionSource connections;
    private final Dialect dialect;
    private final Statements statements;
    private final IcebergViews catalog;
    private final String alias;
    private final String database;
    private final Names names;
    private final Lock opening;
    private final Set<RelationName> made = ConcurrentHashMap.newKeySet();
    private final Set<RelationName> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> listed = new ConcurrentHashMap<>();
    private final Set<RelationName> path = new LinkedHashSet<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private volatile Optional<Boolean> supported = Optional.empty();

    /**
     * How relations of all catalogs of the session are called.
     *
     * @param reading the name under which SQL reads a relation
     * @param catalog the catalog's name of what SQL reads
     */
    record Names(UnaryOperator<RelationName> reading, UnaryOperator<RelationName> catalog) {}

    /**
     * @param alias the catalog's
     * @param database the in-memory database that holds its views in the session
     * @param opening held while views are made again; one for all catalogs of the session, whose views may read each other
     */
    SessionViews(
            ConnectionSource connections,
            Dialect dialect,
            Statements statements,
            IcebergViews catalog,
            String alias,
            String database,
            Names names,
            Lock opening) {
        this.connections = connections;
        this.dialect = dialect;
        this.statements = statements;
        this.catalog = catalog;
        this.alias = alias;
        this.database = database;
        this.names = names;
        this.opening = opening;
    }

    /** What the in-memory database is called that holds a catalog's views in the session, if the name is free. */
    static String database(String alias) {
        return alias.equals(dev.floe.duckdb.PolarisAttacher.DEFAULT_ALIAS) ? DATABASE : DATABASE + "_" + alias;
    }

    /** The name of the session's view. */
    RelationName sessionName(RelationName relation) {
        return new RelationName(database, relation.schema(), relation.identifier());
    }

    /** The name in the catalog of a view of the session. */
    RelationName catalogName(RelationName session) {
        return new RelationName(alias, session.schema(), session.identifier());
    }

    /** Makes room for views of a schema. */
    void prepare(Connection connection, String schema) throws SQLException {
        statements.execute(connection, dialect.attachInMemory(database));
        statements.execute(connection, dialect.createSchema(database, schema));
    }

    /** Whether a view stands under a name, in the catalog or, where the catalog has no views, in the session. */
    boolean has(RelationName relation) {
        if (!made.contains(relation) && !known.contains(relation)) {
            // Whoever asks meanwhile has to wait for the answer.
            listed.computeIfAbsent(relation.schema(), this::list);
        }
        return made.contains(relation) || known.contains(relation);
    }

    private boolean list(String schema) {
        try {
            for (TableName view : catalog.list(List.of(schema.split("\\.", -1)))) {
                known.add(new RelationName(alias, String.join(".", view.namespace()), view.name()));
            }
        } catch (IcebergException e) {
            // Who may not see views reads none.
            if (e.code() != ErrorCode.CATALOG_FORBIDDEN) {
                throw e;
            }
        }
        return true;
    }

    /** The name under which SQL reads a relation; a view of the catalog is made in the session before, if it is not there. */
    RelationName readName(RelationName relation) {
        if (!made.contains(relation)) {
            if (!has(relation)) {
                return relation;
            }
            opening.lock();
            try {
                if (!made.contains(relation)) {
                    open(relation);
                }
            } finally {
                opening.unlock();
            }
        }
        return made.contains(relation) ? sessionName(relation) : relation;
    }

    private void open(RelationName relation) {
        Optional<String> sql = catalog.get(name(relation)).flatMap(IcebergView::sql);
        if (sql.isEmpty()) {
            known.remove(relation);
            return;
        }
        if (!path.add(relation)) {
            throw new RunException(ErrorCode.SCHEMA_INVALID, "Views read each other in a circle: " + path, null);
        }
        try (Connection connection = connections.open()) {
            prepare(connection, relation.schema());
            create(connection, relation, catalog.renamed(sql.get(), each -> named(each, names.reading())));
        } catch (SQLException e) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    "The view " + relation + " of the catalog cannot be read: " + e.getMessage()
                            + "\nBuild it again, or what it reads.",
                    e);
        } finally {
            path.remove(relation);
        }
    }

    private void create(Connection connection, RelationName relation, String select) throws SQLException {
        statements.execute(connection, dialect.createOrReplaceView(sessionName(relation), select));
        made.add(relation);
    }

    private static QualifiedName named(QualifiedName name, UnaryOperator<RelationName> names) {
        RelationName found = names.apply(new RelationName(name.catalog(), name.schema(), name.name()));
        return new QualifiedName(found.database(), found.schema(), found.identifier());
    }

    /** Makes a view of the session only. */
    void make(Connection connection, RelationName relation, String select) throws SQLException {
        create(connection, relation, select);
    }

    /** Puts a view that was made in the session into the catalog; tells once where the catalog has no views. */
    void put(RelationName relation, String select) {
        if (supported.equals(Optional.of(false))) {
            return;
        }
        try {
            catalog.put(
                    name(relation), catalog.renamed(select, each -> named(each, names.catalog())), select, Map.of());
            known.add(relation);
            supported = Optional.of(true);
        } catch (IcebergException e) {
            if (e.code() != ErrorCode.CATALOG_UNSUPPORTED) {
                throw e;
            }
            if (supported.isEmpty()) {
                notices.add(
                        "The catalog attached as " + alias + " has no views: models that are views are views of the run"
                                + " only, which nobody else can read. Materialize as tables what others read.");
            }
            supported = Optional.of(false);
        }
    }

    /** Whether views are kept in the catalog. */
    boolean kept() {
        if (supported.isEmpty()) {
            supported = Optional.of(!known.isEmpty() || catalog.supported());
        }
        return supported.orElseThrow();
    }

    /** Drops a view, if there is one. */
    void drop(Connection connection, RelationName relation) throws SQLException {
        if (made.remove(relation)) {
            statements.execute(connection, dialect.drop(sessionName(relation), RelationKind.VIEW));
        }
        if (known.remove(relation)) {
            catalog.drop(name(relation));
        }
    }

    /** Describes a view that is in the catalog. */
    void describe(RelationName relation, Optional<String> comment, Map<String, String> columns) {
        if (known.contains(relation)) {
            catalog.describe(name(relation), comment, columns);
        }
    }

    /** The names of a schema's views. */
    List<String> in(String schema) {
        has(new RelationName(alias, schema, ""));
        Set<RelationName> all = new LinkedHashSet<>(known);
        all.addAll(made);
        List<String> found = new ArrayList<>();
        all.stream()
                .filter(view -> view.schema().equals(schema))
                .map(RelationName::identifier)
                .sorted()
                .forEach(found::add);
        return found;
    }

    /** What the user should know. */
    List<String> notices() {
        return notices;
    }

    private static TableName name(RelationName relation) {
        return new TableName(List.of(relation.schema().split("\\.", -1)), relation.identifier());
    }
}

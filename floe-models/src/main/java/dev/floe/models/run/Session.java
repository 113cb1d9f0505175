package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.DuckDbCatalog;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.ResolvedCatalog;
import dev.floe.config.UnsupportedCatalog;
import dev.floe.duckdb.AttachedCatalog;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.InstanceShare;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.iceberg.IcebergTables;
import dev.floe.models.RunException;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import dev.floe.models.target.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A DuckDB instance with every catalog of a target attached, and a store for each. */
public final class Session implements Store, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final DuckDbSession duckdb;
    private final ConnectionSource connections;
    private final Dialect dialect;
    private final Map<String, Store> stores = new LinkedHashMap<>();
    private final List<IcebergTables> opened = new ArrayList<>();
    private final Map<String, SessionViews> views = new LinkedHashMap<>();
    private final Lock opening = new ReentrantLock();
    /** Where others may work on the instance too. */
    private final Optional<InstanceShare> share;

    /** Puts something between a session and who works in it. */
    interface Watch {
        /** Connections of the same instance. */
        ConnectionSource watched(ConnectionSource connections);
    }

    private final Statements statements = new Statements();

    private Session(DuckDbSession duckdb, Watch watch, Dialect dialect, boolean shared) {
        this.duckdb = duckdb;
        this.connections = watch.watched(duckdb);
        this.dialect = dialect;
        this.share = shared ? Optional.of(InstanceShare.join(duckdb)) : Optional.empty();
    }

    /**
     * Opens an instance, or works on the caller's, and attaches.
     *
     * @param caller the caller's connection, which stays as it is
     * @param watch what watches the connections that nodes are run with
     * @throws dev.floe.FloeException if the instance, an extension or a catalog cannot be had; nothing stays attached then
     */
    static Session open(
            Target target, Optional<Connection> caller, DuckDbExtensions extensions, Dialect dialect, Watch watch) {
        target.catalogs().values().forEach(Session::refuseUnsupported);
        DuckDbSession.Builder builder = DuckDbSession.builder().extensions(extensions);
        if (caller.isPresent()) {
            builder.connection(caller.get());
        } else {
            builder.settings(target.settings());
            builder.autoload(target.autoload());
            mainFile(target).ifPresent(builder::database);
        }
        if (!target.extensions().isEmpty()) {
            builder.load(target.extensions());
        }
        boolean shared = caller.isPresent() || mainFile(target).isPresent();
        Session session = of(builder.build(), watch, dialect, shared);
        try {
            for (Map.Entry<String, ResolvedCatalog> entry : target.catalogs().entrySet()) {
                session.attach(entry.getKey(), entry.getValue(), target, extensions);
            }
            session.duckdb.confine();
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static Session of(DuckDbSession duckdb, Watch watch, Dialect dialect, boolean shared) {
        try {
            return new Session(duckdb, watch, dialect, shared);
        } catch (RuntimeException e) {
            duckdb.close();
            throw e;
        }
    }

    private static void refuseUnsupported(ResolvedCatalog catalog) {
        if (catalog instanceof UnsupportedCatalog unsupported) {
            throw new RunException(
                    ErrorCode.CATALOG_UNSUPPORTED,
                    "The catalog '" + unsupported.name() + "' is of type "
                            + unsupported.type().name().toLowerCase(Locale.ROOT)
                            + ", which floe cannot run against; use polaris, rest or duckdb",
                    null);
        }
    }

    /** The database file that the instance is opened with: the project's catalog, if it is one. */
    private static Optional<Path> mainFile(Target target) {
        ResolvedCatalog first = target.catalogs().values().iterator().next();
        return first instanceof DuckDbCatalog file && !file.path().toString().isEmpty()
                ? Optional.of(file.path())
                : Optional.empty();
    }

    private void attach(String alias, ResolvedCatalog catalog, Target target, DuckDbExtensions extensions) {
        if (catalog instanceof IcebergRestCatalog iceberg) {
            PolarisAttacher attacher = PolarisAttacher.builder(iceberg)
                    .alias(alias)
                    .placement(CredentialPlacement.TEMPORARY_SECRET)
                    .extensions(extensions)
                    .build();
            share.ifPresent(with -> with.using(alias, attacher::detach));
            try (Connection connection = duckdb.open()) {
                AttachedCatalog found = attacher.attach(connection);
                if (found.reused()) {
                    refuseReadable(found);
                } else {
                    share.ifPresent(with -> with.attached(alias));
                }
            } catch (SQLException e) {
                throw DuckDbException.of(e, target.redactor(), "Opening a connection");
            }
            IcebergTables tables = IcebergTables.open(iceberg, connections, target.redactor());
            opened.add(tables);
            String name = SessionViews.database(alias);
            String database = share.map(with -> with.inMemory(name)).orElse(name);
            SessionViews inSession = new SessionViews(
                    connections,
                    dialect,
                    statements,
                    tables.views(alias, database),
                    alias,
                    database,
                    new SessionViews.Names(this::readName, this::catalogName),
                    opening);
            views.put(database, inSession);
            stores.put(
                    alias,
                    new IcebergStore(
                            connections,
                            dialect,
                            statements,
                            tables,
                            inSession,
                            iceberg.writePath(),
                            iceberg.accessDelegation() == AccessDelegation.VENDED_CREDENTIALS,
                            target.redactor()));
            return;
        }
        DuckDbCatalog file = (DuckDbCatalog) catalog;
        String path = file.path().toString();
        if (!path.isEmpty()) {
            share.ifPresent(with -> with.using(alias, own -> statements.execute(own, dialect.detach(alias))));
            try (Connection connection = duckdb.open()) {
                if (statements.number(connection, dialect.countDatabases(alias)) == 0) {
                    statements.execute(connection, dialect.attachFile(alias, path));
                    share.ifPresent(with -> with.attached(alias));
                }
            } catch (SQLException e) {
                throw DuckDbException.of(e, target.redactor(), "Attaching " + path);
            }
        }
        stores.put(alias, new DuckDbStore(connections, dialect, statements));
    }

    /** Model SQL could read the client secret of an attachment that somebody else made with inline credentials. */
    private static void refuseReadable(AttachedCatalog found) {
        if (found.placement() == CredentialPlacement.INLINE) {
            throw new RunException(
                    ErrorCode.CREDENTIALS_READABLE,
                    "The catalog " + found.alias()
                            + " is attached to the connection's instance with INLINE credentials, which"
                            + " models could read in duckdb_databases(); detach it, or attach it with the placement"
                            + " TEMPORARY_SECRET, and run again",
                    null);
        }
    }

    /** Connections to work with. */
    ConnectionSource connections() {
        return connections;
    }

    /** What runs the statements of its stores, and notes them. */
    Statements statements() {
        return statements;
    }

    private Store store(RelationName relation) {
        Store store = stores.get(relation.database());
        return store != null ? store : stores.values().iterator().next();
    }

    @Override
    public void prepare(Collection<RelationName> places) throws SQLException {
        for (Map.Entry<Store, List<RelationName>> entry : byStore(places).entrySet()) {
            entry.getKey().prepare(entry.getValue());
        }
    }

    @Override
    public void beforeNode(Connection connection) throws SQLException {
        for (Store store : stores.values()) {
            store.beforeNode(connection);
        }
    }

    @Override
    public void prepareViews(Collection<RelationName> places) throws SQLException {
        for (Map.Entry<Store, List<RelationName>> entry : byStore(places).entrySet()) {
            entry.getKey().prepareViews(entry.getValue());
        }
    }

    private Map<Store, List<RelationName>> byStore(Collection<RelationName> places) {
        Map<Store, List<RelationName>> byStore = new LinkedHashMap<>();
        places.forEach(place ->
                byStore.computeIfAbsent(store(place), key -> new ArrayList<>()).add(place));
        return byStore;
    }

    @Override
    public OptionalLong table(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException {
        return store(relation).table(connection, relation, select, options);
    }

    @Override
    public OptionalLong change(Connection connection, RelationName relation, String sql, TableOptions options)
            throws SQLException {
        return store(relation).change(connection, relation, sql, options);
    }

    @Override
    public OptionalLong append(Connection connection, RelationName relation, String select, TableOptions options)
            throws SQLException {
        return store(relation).append(connection, relation, select, options);
    }

    @Override
    public OptionalLong overwrite(
            Connection connection, RelationName relation, String select, String condition, TableOptions options)
            throws SQLException {
        return store(relation).overwrite(connection, relation, select, condition, options);
    }

    @Override
    public void hooked(RelationName relation, Statements.Work<?> hooks) throws SQLException {
        store(relation).hooked(relation, hooks);
    }

    @Override
    public boolean isTransactional(RelationName relation) {
        return store(relation).isTransactional(relation);
    }

    @Override
    public void forget(RelationName relation) {
        store(relation).forget(relation);
    }

    @Override
    public void view(Connection connection, RelationName relation, String select) throws SQLException {
        store(relation).view(connection, relation, select);
    }

    @Override
    public void sessionView(Connection connection, RelationName relation, String select) throws SQLException {
        store(relation).sessionView(connection, relation, select);
    }

    /** What is of no catalog of the session keeps its name. */
    @Override
    public RelationName readName(RelationName relation) {
        Store store = stores.get(relation.database());
        return store == null ? relation : store.readName(relation);
    }

    private RelationName catalogName(RelationName relation) {
        SessionViews of = views.get(relation.database());
        return of == null ? relation : of.catalogName(relation);
    }

    @Override
    public boolean keepsViews(RelationName relation) {
        return store(relation).keepsViews(relation);
    }

    @Override
    public void describe(
            Connection connection, RelationName relation, Optional<String> comment, Map<String, String> columns)
            throws SQLException {
        store(relation).describe(connection, relation, comment, columns);
    }

    /** What the user should know. */
    public List<String> notices() {
        return views.values().stream().flatMap(each -> each.notices().stream()).toList();
    }

    @Override
    public Optional<RelationKind> kindOf(Connection connection, RelationName relation) throws SQLException {
        return store(relation).kindOf(connection, relation);
    }

    /** Ends the instance if it is floe's; takes from one that is shared what floe attached and nobody else uses. */
    @Override
    public void close() {
        opened.forEach(IcebergTables::close);
        try {
            share.ifPresent(InstanceShare::close);
        } catch (DuckDbException e) {
            log.warn("What was attached could not be detached: {}", e.getMessage());
        }
        duckdb.close();
    }
}

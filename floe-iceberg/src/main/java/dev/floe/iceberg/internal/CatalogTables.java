package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.HttpOptions;
import dev.floe.iceberg.CompactionResult;
import dev.floe.iceberg.ExpiryResult;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.IcebergView;
import dev.floe.iceberg.OrphanFiles;
import dev.floe.iceberg.QualifiedName;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableSnapshot;
import dev.floe.iceberg.TableState;
import dev.floe.iceberg.TableWrite;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.jspecify.annotations.Nullable;

/** The work behind {@link dev.floe.iceberg.IcebergTables}, apart from it so that Iceberg's classes are loaded late. */
public final class CatalogTables implements AutoCloseable {
    private final CatalogSession session;
    private final ConnectionSource connections;
    private final CatalogErrors errors;
    private final Patience patience;

    private CatalogTables(
            CatalogSession session, ConnectionSource connections, CatalogErrors errors, Patience patience) {
        this.session = session;
        this.connections = connections;
        this.errors = errors;
        this.patience = patience;
    }

    /** Logs in. */
    public static CatalogTables open(
            IcebergRestCatalog catalog, HttpOptions http, ConnectionSource connections, Redactor redactor) {
        return open(catalog, http, connections, redactor, Patience.DEFAULT);
    }

    static CatalogTables open(
            IcebergRestCatalog catalog,
            HttpOptions http,
            ConnectionSource connections,
            Redactor redactor,
            Patience patience) {
        CatalogErrors errors = new CatalogErrors(catalog, redactor);
        try {
            return new CatalogTables(CatalogSession.open(catalog, http, connections), connections, errors, patience);
        } catch (RuntimeException e) {
            throw errors.explain(e, "Logging in to catalog '" + catalog.name() + "' at " + catalog.uri(), null);
        }
    }

    /** See {@link dev.floe.iceberg.IcebergTables#ensureNamespace}. */
    public void ensureNamespace(List<String> levels) {
        calling("Creating namespace " + String.join(".", levels), null, () -> {
            session.ensureNamespace(levels);
            return true;
        });
    }

    /** See {@link dev.floe.iceberg.IcebergTables#state}. */
    public Optional<TableState> state(TableName table) {
        return calling(
                "Loading table " + table,
                table,
                () -> session.load(table)
                        .map(BaseTable::operations)
                        .map(operations -> States.of(table, operations.current())));
    }

    /** See {@link dev.floe.iceberg.IcebergTables#stage}. */
    public StagedWrite stage(TableWrite write) {
        return calling(
                "Writing table " + write.table(),
                write.table(),
                () -> new Staging(session, connections, errors, write, patience).stage());
    }

    /** See {@link dev.floe.iceberg.IcebergTables#makeFolders}. */
    public void makeFolders(TableName table) {
        calling("Preparing the folders of table " + table, table, () -> {
            try {
                Locations.prepare(session.plan(table).currentMetadata().location());
            } catch (IOException e) {
                throw errors.storage("Creating the folders of table " + table, e, table);
            }
            return true;
        });
    }

    /** See {@link dev.floe.iceberg.IcebergTables#drop}. */
    public boolean drop(TableName table) {
        return calling("Dropping table " + table, table, () -> session.drop(table));
    }

    /** See {@link dev.floe.iceberg.TableMaintenance#snapshots}. */
    public List<TableSnapshot> snapshots(TableName table) {
        return withTable(
                "Reading the snapshots of table " + table,
                table,
                present -> present.operations().current().snapshots().stream()
                        .sorted(Comparator.comparingLong(Snapshot::sequenceNumber)
                                .reversed())
                        .map(States::of)
                        .toList());
    }

    /** See {@link dev.floe.iceberg.TableMaintenance#compact}. */
    public CompactionResult compact(TableName table, Map<String, String> summary) {
        Map<String, String> copy = Map.copyOf(summary);
        return withTable(
                "Compacting table " + table,
                table,
                present -> Compaction.run(session, connections, errors, table, present, copy, patience));
    }

    /** See {@link dev.floe.iceberg.TableMaintenance#expire}. */
    public ExpiryResult expire(TableName table, Duration olderThan, int keepLast, boolean dryRun) {
        return withTable("Expiring snapshots of table " + table, table, present -> {
            try (VendedSecret secret = new VendedSecret(connections, () -> session.storage(table))) {
                secret.lend(present.io().properties(), present.location());
                return Expiry.run(connections, present, olderThan, keepLast, dryRun);
            } catch (SQLException e) {
                throw errors.storage("Expiring snapshots of table " + table, e, table);
            }
        });
    }

    /** See {@link dev.floe.iceberg.TableMaintenance#orphans}. */
    public OrphanFiles orphans(TableName table, Duration olderThan, boolean dryRun) {
        return withTable(
                "Looking for orphans of table " + table,
                table,
                present -> new Orphans(session, connections, errors, table, present)
                        .run(Instant.now().minus(olderThan), dryRun));
    }

    /** See {@link dev.floe.iceberg.TableMaintenance#rollback}. */
    public TableState rollback(TableName table, long snapshotId) {
        return withTable("Rolling back table " + table, table, present -> {
            Rollback.run(session, errors, table, present, snapshotId);
            return States.of(
                    table, session.load(table).orElseThrow().operations().current());
        });
    }

    /** See {@link dev.floe.iceberg.IcebergViews#put}. */
    public IcebergView putView(
            TableName view, String sql, Map<String, String> properties, String alias, String database) {
        return calling(
                "Creating view " + view,
                view,
                () -> new CatalogViews(session, connections, errors, alias, database).put(view, sql, properties));
    }

    /** See {@link dev.floe.iceberg.IcebergViews#put(TableName, String, String, Map)}. */
    public IcebergView putView(TableName view, String sql, String readable, Map<String, String> properties) {
        return calling(
                "Creating view " + view,
                view,
                () -> new CatalogViews(session, connections, errors, "", "").put(view, sql, readable, properties));
    }

    /** See {@link dev.floe.iceberg.IcebergViews#describe}. */
    public void describeView(TableName view, Optional<String> comment, Map<String, String> columns) {
        calling("Describing view " + view, view, () -> {
            new CatalogViews(session, connections, errors, "", "").describe(view, comment, columns);
            return true;
        });
    }

    /** See {@link dev.floe.iceberg.IcebergTables#describe}. */
    public void describe(TableName table, Optional<String> comment, Map<String, String> columns) {
        withTable("Describing table " + table, table, present -> {
            Descriptions.write(present, comment, columns);
            return true;
        });
    }

    /** See {@link dev.floe.iceberg.IcebergViews#supported}. */
    public boolean knowsViews() {
        return calling("Asking whether the catalog knows views", null, session::knowsViews);
    }

    /** See {@link dev.floe.iceberg.IcebergViews#renamed}. */
    public String renamed(String sql, UnaryOperator<QualifiedName> names) {
        try (Connection connection = connections.open()) {
            return new ViewQuery(connection, sql).renamed(names);
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "Reading the query of a view");
        }
    }

    /** See {@link dev.floe.iceberg.IcebergViews#get}. */
    public Optional<IcebergView> view(TableName view) {
        return calling(
                "Loading view " + view, view, () -> session.loadView(view).map(found -> CatalogViews.of(view, found)));
    }

    /** See {@link dev.floe.iceberg.IcebergViews#list}. */
    public List<TableName> views(List<String> namespace) {
        return calling("Listing the views of " + String.join(".", namespace), null, () -> session.views(namespace));
    }

    /** See {@link dev.floe.iceberg.IcebergViews#drop}. */
    public boolean dropView(TableName view) {
        return calling("Dropping view " + view, view, () -> session.dropView(view));
    }

    /** See {@link dev.floe.iceberg.IcebergViews#recreate}. */
    public List<TableName> recreateViews(Collection<TableName> views, String alias, String database) {
        return calling(
                "Loading views",
                null,
                () -> new CatalogViews(session, connections, errors, alias, database).recreate(views));
    }

    private <T> T withTable(String action, TableName table, Function<BaseTable, T> work) {
        return calling(
                action,
                table,
                () -> work.apply(session.load(table)
                        .orElseThrow(() -> new IcebergException(
                                ErrorCode.TABLE_NOT_FOUND,
                                action + " failed: the catalog has no such table. Check its name and namespace.",
                                table,
                                null,
                                null))));
    }

    private <T> T calling(String action, @Nullable TableName table, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw errors.explain(e, action, table);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}

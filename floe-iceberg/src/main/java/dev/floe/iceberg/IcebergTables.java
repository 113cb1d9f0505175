package dev.floe.iceberg;

import static java.util.Objects.requireNonNull;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.HttpOptions;
import dev.floe.iceberg.internal.CatalogTables;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one Iceberg REST catalog, written by DuckDB and committed by Iceberg's own library.
 *
 * <p>DuckDB computes a query and writes its rows as Parquet files beside the table; then one commit makes them the table's
 * content. Readers see the old state or the new one, never a mixture or a gap, and the history stays:
 *
 * <pre>{@code
 * try (IcebergTables tables = IcebergTables.open(catalog, connections, redactor)) {
 *     tables.ensureNamespace(List.of("gold"));
 *     TableName orders = TableName.of("gold", "orders");
 *     Optional<Long> seen = tables.state(orders).flatMap(TableState::snapshotId);
 *     TableWrite write = TableWrite.builder(orders)
 *             .select("SELECT customer, sum(amount) AS total FROM polaris_catalog.silver.orders GROUP BY customer")
 *             .basis(Basis.seen(seen))
 *             .putSummary(TableWrite.RUN_ID, "2026-11-24-1")
 *             .build();
 *     try (StagedWrite staged = tables.stage(write)) {
 *         CommitResult result = staged.commit();
 *     }
 * }
 * }</pre>
 *
 * <p>Nothing is asked of the catalog before the first call that needs it; Iceberg's classes are loaded then. The files go
 * through DuckDB, so what DuckDB can reach (local paths, and object stores that a DuckDB secret covers) is where tables can be; a
 * catalog that vends credentials has them handed to DuckDB for the table's location only.
 *
 * <p>Thread-safe: several threads may stage and commit different tables, or the same, at once; each {@link StagedWrite} belongs to
 * one thread. Iceberg's worker threads are daemons shared by the process and outlive {@link #close()}.
 */
public final class IcebergTables implements AutoCloseable {
    private final IcebergRestCatalog catalog;
    private final HttpOptions http;
    private final ConnectionSource connections;
    private final Redactor redactor;
    private @Nullable CatalogTables opened;
    private @Nullable DuckDbSession own;
    private boolean closed;

    private IcebergTables(
            IcebergRestCatalog catalog, HttpOptions http, ConnectionSource connections, Redactor redactor) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.http = requireNonNull(http, "http");
        this.connections = requireNonNull(connections, "connections");
        this.redactor = requireNonNull(redactor, "redactor");
    }

    /**
     * The tables of a catalog, reached as its properties say ({@link HttpOptions#of}). Does not talk to it yet.
     *
     * @param catalog where the catalog is and how to log in
     * @param connections gives connections to the DuckDB instance that computes and stores; each is closed after use. The
     *     {@code parquet} extension is used, {@code httpfs} where the storage is remote, and {@code iceberg} for partitions by
     *     bucket and where rows of the table are read
     * @param redactor masks secrets in the messages of exceptions
     * @throws dev.floe.duckdb.DuckDbException as {@link HttpOptions#of}
     */
    public static IcebergTables open(IcebergRestCatalog catalog, ConnectionSource connections, Redactor redactor) {
        return open(catalog, HttpOptions.of(catalog), connections, redactor);
    }

    /**
     * The tables of a catalog, written by the DuckDB instance behind a connection, which is itself never used, closed, committed or rolled
     * back. What it has loaded and attached, and its secrets, are there for queries and files. The login is masked in messages.
     *
     * @throws dev.floe.duckdb.DuckDbException with {@code NOT_A_DUCKDB_CONNECTION}; as {@link HttpOptions#of}
     */
    public static IcebergTables open(IcebergRestCatalog catalog, Connection connection) {
        Redactor redactor = Redactor.of(catalog.credentials().stream()
                .flatMap(login -> Stream.of(login.clientId(), login.clientSecret()))
                .toList());
        DuckDbSession session = DuckDbSession.builder().connection(connection).build();
        try {
            IcebergTables tables = open(catalog, session, redactor);
            tables.own = session;
            return tables;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** The tables of a catalog, reached in a way that the program says: the same as the one that it is attached with. */
    public static IcebergTables open(
            IcebergRestCatalog catalog, HttpOptions http, ConnectionSource connections, Redactor redactor) {
        HttpOptions resolved = http.resolved(catalog.uri(), name -> Optional.ofNullable(System.getenv(name)));
        return new IcebergTables(catalog, resolved, connections, redactor);
    }

    /**
     * Logs in and reads the catalog's configuration now instead of at the first call that needs it; does nothing if that has
     * happened. Good for running beside other start-up work, and for failing early.
     *
     * @throws IcebergException with {@code CATALOG_UNREACHABLE}, {@code CATALOG_UNAUTHORIZED}, {@code WAREHOUSE_NOT_FOUND} or
     *     {@code CATALOG_FAILED}
     */
    public void connect() {
        opened();
    }

    /**
     * Creates a namespace and the namespaces round it, as far as they are not there.
     *
     * @param namespace the levels, outermost first; lower-cased as in {@link TableName}
     * @throws IcebergException if the catalog refuses or cannot be reached
     * @throws IllegalArgumentException if there is no level, or a blank one
     */
    public void ensureNamespace(List<String> namespace) {
        opened().ensureNamespace(TableName.Namespaces.normalize(namespace));
    }

    /**
     * The table as the catalog has it now.
     *
     * @return the state; empty if there is no such table or namespace
     * @throws IcebergException if the catalog refuses or cannot be reached
     */
    public Optional<TableState> state(TableName table) {
        return opened().state(table);
    }

    /**
     * Computes the rows and writes them to storage beside the table. The catalog shows nothing of it until {@link
     * StagedWrite#commit()}.
     *
     * @return the written files, which the caller commits, discards or closes
     * @throws IcebergException with {@code TYPE_UNSUPPORTED} if a column's type has no counterpart in Iceberg, all such columns
     *     named; with {@code SCHEMA_INVALID} if two columns have one name; with {@code CONFLICT} if the table is already past the
     *     basis, before anything is computed; with {@code NAMESPACE_NOT_FOUND}; with {@code STORAGE_FAILED} if the files cannot be
     *     written; with a {@code CATALOG_} code if the catalog refuses or cannot be reached
     * @throws dev.floe.duckdb.DuckDbException if DuckDB cannot run the query
     */
    public StagedWrite stage(TableWrite write) {
        return opened().stage(requireNonNull(write, "write"));
    }

    /**
     * Makes the folders that a table of this name will have where tables are local files, for DuckDB's own {@code CREATE TABLE} in an
     * attached catalog: DuckDB (1.5.5) expects the metadata folder to be there, and Polaris (1.4.1) does not make it. The catalog is
     * asked for the table's location and changes nothing. Does nothing more where tables are in an object store.
     *
     * @throws IcebergException with {@code STORAGE_FAILED} if the folders cannot be made; with {@code NAMESPACE_NOT_FOUND}; if the
     *     table is there already, the catalog refuses or cannot be reached
     */
    public void makeFolders(TableName table) {
        opened().makeFolders(requireNonNull(table, "table"));
    }

    /**
     * Describes a table and its columns: the table property {@code comment}, and the comments of columns. One commit, which changes no
     * rows; none where the table says all of it already.
     *
     * @param comment what is said of the table; empty to leave it as it is
     * @param columns what is said of columns, by their names in any case; those that the table lacks are passed over
     * @throws IcebergException with {@code TABLE_NOT_FOUND}; if the catalog refuses or cannot be reached
     */
    public void describe(TableName table, Optional<String> comment, Map<String, String> columns) {
        opened().describe(requireNonNull(table, "table"), comment, columns);
    }

    /**
     * Drops a table from the catalog. Its files stay in storage.
     *
     * @return whether there was a table to drop
     * @throws IcebergException if the catalog refuses or cannot be reached
     */
    public boolean drop(TableName table) {
        return opened().drop(table);
    }

    /** Compaction, expiry, orphan removal and rollback, each only when it is asked for. */
    public TableMaintenance maintenance() {
        return new TableMaintenance(this::opened);
    }

    /**
     * The views of the catalog.
     *
     * @param alias the name under which the catalog is attached on the connections
     * @param database a database of the instance, in memory as a rule, for the session's views
     */
    public IcebergViews views(String alias, String database) {
        return new IcebergViews(this::opened, alias, database);
    }

    /** Ends the session with the catalog. Connections are the source's affair. Writes that are still staged can no longer be committed. */
    @Override
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            opened.close();
            opened = null;
        }
        if (own != null) {
            own.close();
        }
    }

    private synchronized CatalogTables opened() {
        if (closed) {
            throw new IllegalStateException("The tables of catalog " + catalog.name() + " are closed");
        }
        if (opened == null) {
            opened = CatalogTables.open(catalog, http, connections, redactor);
        }
        return opened;
    }
}

package dev.floe.iceberg;

import static java.util.Objects.requireNonNull;

import dev.floe.iceberg.internal.CatalogTables;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The views of an Iceberg catalog, whose queries are in DuckDB's dialect.
 *
 * <p>DuckDB (1.5.5) neither shows nor makes the views of a catalog that it has attached. So a view that DuckDB is to read is made again as a
 * view of the session, in a database of the instance with one schema for each namespace: {@link #recreate}. In the catalog its query
 * says {@code alias.namespace.name} for tables and views alike; where that names a view, the session's view reads the session's.
 *
 * <p>Comes from {@link IcebergTables#views} and ends with it. Thread-safe.
 */
public final class IcebergViews {
    private final Supplier<CatalogTables> tables;
    private final String alias;
    private final String database;

    IcebergViews(Supplier<CatalogTables> tables, String alias, String database) {
        this.tables = tables;
        this.alias = requireNonNull(alias, "alias");
        this.database = requireNonNull(database, "database");
    }

    /**
     * Creates a view in the catalog, or gives the one that is there a new version if anything differs. Views that its query reads must have been made again in
     * the session, for DuckDB tells the columns.
     *
     * @param sql one SELECT, without a semicolon at its end
     * @param properties the properties to set; others that the view has stay
     * @return the view
     * @throws IcebergException with {@code CONFLICT} if a table has the name; with {@code SCHEMA_INVALID} if two columns have one name; with
     *     {@code CATALOG_UNSUPPORTED} if the catalog has no views; if it refuses or cannot be reached
     * @throws dev.floe.duckdb.DuckDbException if DuckDB does not understand the query
     */
    public IcebergView put(TableName view, String sql, Map<String, String> properties) {
        return tables.get().putView(requireNonNull(view, "view"), sql, properties, alias, database);
    }

    /**
     * The same for a query that the session cannot read as it is, because it names views.
     *
     * @param readable the query with names of the session, which DuckDB tells the columns of. One whose type Iceberg has not is
     *     told as text in the catalog
     */
    public IcebergView put(TableName view, String sql, String readable, Map<String, String> properties) {
        return tables.get().putView(requireNonNull(view, "view"), sql, readable, properties);
    }

    /**
     * Describes a view and its columns, as {@link IcebergTables#describe} does for tables.
     *
     * @throws IcebergException if there is no such view, or it has no query for DuckDB; if the catalog refuses or cannot be reached
     */
    public void describe(TableName view, Optional<String> comment, Map<String, String> columns) {
        tables.get().describeView(requireNonNull(view, "view"), comment, columns);
    }

    /**
     * Whether the catalog has views at all, which REST catalogs need not. Asked by a request that changes nothing.
     *
     * @throws IcebergException if the catalog cannot be reached
     */
    public boolean supported() {
        return tables.get().knowsViews();
    }

    /**
     * A query with the tables named otherwise that it names with their catalog and schema.
     *
     * @param names gives a table's new name, or the name itself
     * @return the query, as it is if no name changes
     */
    public String renamed(String sql, UnaryOperator<QualifiedName> names) {
        return tables.get().renamed(sql, names);
    }

    /**
     * A view as the catalog has it now; empty if there is no such view.
     *
     * @throws IcebergException if the catalog refuses or cannot be reached
     */
    public Optional<IcebergView> get(TableName view) {
        return tables.get().view(requireNonNull(view, "view"));
    }

    /**
     * The names of the views of a namespace, sorted; none if there is no such namespace.
     *
     * @throws IcebergException if the catalog refuses or cannot be reached
     */
    public List<TableName> list(List<String> namespace) {
        return tables.get().views(TableName.Namespaces.normalize(namespace));
    }

    /**
     * Drops a view from the catalog.
     *
     * @return whether there was one
     * @throws IcebergException if the catalog refuses or cannot be reached
     */
    public boolean drop(TableName view) {
        return tables.get().dropView(requireNonNull(view, "view"));
    }

    /**
     * Makes views of the catalog again as views of the session, with the views that they read before them. The database must be attached; schemas
     * are made.
     *
     * @param views the views; one that the catalog does not have, or has in another dialect only, is left out
     * @return the views that were made, in that order
     * @throws IcebergException with {@code SCHEMA_INVALID} if views read each other in a circle; if the catalog refuses or cannot be
     *     reached
     * @throws dev.floe.duckdb.DuckDbException if DuckDB refuses a view, as when a table that it reads is gone
     */
    public List<TableName> recreate(Collection<TableName> views) {
        return tables.get().recreateViews(views, alias, database);
    }
}

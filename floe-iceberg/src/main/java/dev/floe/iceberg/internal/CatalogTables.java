package dev.floe.iceberg.internal;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.HttpOptions;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableState;
import dev.floe.iceberg.TableWrite;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
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
            // A staged creation, which is never committed, is how a catalog tells where a table would be.
            Schema any = new Schema(Types.NestedField.optional(1, "any", Types.IntegerType.get()));
            try {
                Locations.prepare(
                        Target.creating(session, table, any, TableLayout.PLAIN).location());
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

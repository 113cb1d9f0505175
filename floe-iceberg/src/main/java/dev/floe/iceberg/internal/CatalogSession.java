package dev.floe.iceberg.internal;

import dev.floe.config.AccessDelegation;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.OAuth2Credentials;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.HttpOptions;
import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableName;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SessionCatalog.SessionContext;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTSessionCatalog;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.auth.AuthProperties;
import org.apache.iceberg.rest.auth.OAuth2Properties;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.View;

/** A session with the catalog, through Iceberg's REST client: logs in, renews tokens, speaks floe's names. */
final class CatalogSession implements AutoCloseable {
    private static final String DELEGATION_HEADER = HttpProperties.HEADER + "X-Iceberg-Access-Delegation";

    private final RESTSessionCatalog catalog;
    private final SessionContext context = SessionContext.createEmpty();
    private volatile boolean closed;

    private CatalogSession(RESTSessionCatalog catalog) {
        this.catalog = catalog;
    }

    static CatalogSession open(IcebergRestCatalog config, HttpOptions http, ConnectionSource connections) {
        RESTSessionCatalog catalog = new RESTSessionCatalog(
                properties -> HTTPClient.builder(properties)
                        .uri(properties.get(CatalogProperties.URI))
                        .withHeaders(RESTUtil.configHeaders(properties))
                        .build(),
                (session, properties) -> new DuckDbFileIO(connections, VendedSecret.storage(properties)));
        try {
            catalog.initialize(config.name(), properties(config, http));
            return new CatalogSession(catalog);
        } catch (RuntimeException e) {
            closeQuietly(catalog, e);
            throw e;
        }
    }

    /** Never to be logged: it holds the client secret. */
    private static Map<String, String> properties(IcebergRestCatalog config, HttpOptions http) {
        // Iceberg looks keys up that may be null, which the JDK's immutable maps refuse.
        Map<String, String> properties = new HashMap<>();
        properties.putAll(config.properties());
        properties.putAll(HttpProperties.of(http));
        properties.put(CatalogProperties.URI, config.uri().toString());
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, config.warehouse());
        properties.put(RESTCatalogProperties.METRICS_REPORTING_ENABLED, "false");
        if (config.accessDelegation() == AccessDelegation.VENDED_CREDENTIALS) {
            properties.put(DELEGATION_HEADER, "vended-credentials");
            // A table that has not changed comes from the cache, with the credentials that were lent when it was put
            // there.
            properties.put(RESTCatalogProperties.TABLE_CACHE_EXPIRE_AFTER_WRITE_MS, "1");
        }
        Optional<OAuth2Credentials> credentials = config.credentials();
        properties.put(
                AuthProperties.AUTH_TYPE,
                credentials.isPresent() ? AuthProperties.AUTH_TYPE_OAUTH2 : AuthProperties.AUTH_TYPE_NONE);
        credentials.ifPresent(oauth -> {
            properties.put(
                    OAuth2Properties.CREDENTIAL,
                    oauth.clientId().reveal() + ":" + oauth.clientSecret().reveal());
            properties.put(OAuth2Properties.SCOPE, oauth.scope());
            properties.put(
                    OAuth2Properties.OAUTH2_SERVER_URI, oauth.tokenEndpoint().toString());
        });
        return properties;
    }

    /**
     * @throws IllegalStateException if the session is closed
     */
    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The session with catalog " + catalog.name() + " is closed");
        }
    }

    Optional<BaseTable> load(TableName table) {
        try {
            return Optional.of((BaseTable) catalog.loadTable(context, identifier(table)));
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return Optional.empty();
        }
    }

    /** Asks the catalog to plan a table, which gives it a location and its columns ids; it does not exist yet. */
    BaseTransaction create(TableName table, Schema schema, Layouts.Layout layout, Map<String, String> properties) {
        return (BaseTransaction) catalog.buildTable(context, identifier(table), schema)
                .withPartitionSpec(layout.spec())
                .withSortOrder(layout.order())
                .withProperties(properties)
                .createTransaction();
    }

    /** Where and how a table would be created: a staged creation, which is never committed. Asks the catalog, and changes nothing. */
    BaseTransaction plan(TableName table) {
        Schema any = new Schema(Types.NestedField.optional(1, "any", Types.IntegerType.get()));
        return create(table, any, Layouts.of(table, any, TableLayout.PLAIN), Map.of());
    }

    /** What the catalog says now of the storage of a table, there or not; credentials that it lends among it. */
    Map<String, String> storage(TableName table) {
        return load(table)
                .map(found -> found.io().properties())
                .orElseGet(() -> plan(table).underlyingOps().io().properties());
    }

    boolean drop(TableName table) {
        return catalog.dropTable(context, identifier(table));
    }

    Optional<View> loadView(TableName view) {
        try {
            return Optional.of(catalog.loadView(context, identifier(view)));
        } catch (NoSuchViewException | NoSuchNamespaceException e) {
            return Optional.empty();
        }
    }

    View putView(TableName view, String dialect, String sql, Schema schema, Map<String, String> properties) {
        return catalog.buildView(context, identifier(view))
                .withSchema(schema)
                .withQuery(dialect, sql)
                .withDefaultNamespace(namespace(view.namespace()))
                .withProperties(properties)
                .createOrReplace();
    }

    List<TableName> views(List<String> levels) {
        try {
            return catalog.listViews(context, namespace(levels)).stream()
                    .map(view -> new TableName(List.of(view.namespace().levels()), view.name()))
                    .sorted(Comparator.comparing(TableName::toString))
                    .toList();
        } catch (NoSuchNamespaceException e) {
            return List.of();
        }
    }

    /**
     * The library keeps to itself which endpoints the server has named, but refuses to use others before it asks the server. So what is
     * tried is something that does nothing: to drop a view that cannot be there.
     */
    boolean knowsViews() {
        try {
            catalog.dropView(context, TableIdentifier.of(Namespace.of("floe_" + UUID.randomUUID()), "none"));
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (NoSuchViewException | NoSuchNamespaceException | ForbiddenException e) {
            return true;
        }
    }

    boolean dropView(TableName view) {
        return catalog.dropView(context, identifier(view));
    }

    void ensureNamespace(List<String> levels) {
        if (catalog.namespaceExists(context, namespace(levels))) {
            return;
        }
        for (int depth = 1; depth <= levels.size(); depth++) {
            Namespace namespace = namespace(levels.subList(0, depth));
            if (depth < levels.size() && catalog.namespaceExists(context, namespace)) {
                continue;
            }
            try {
                catalog.createNamespace(context, namespace, new HashMap<>());
            } catch (AlreadyExistsException e) {
                // Somebody else made it in between.
            }
        }
    }

    static TableIdentifier identifier(TableName table) {
        return TableIdentifier.of(namespace(table.namespace()), table.name());
    }

    private static Namespace namespace(List<String> levels) {
        return Namespace.of(levels.toArray(String[]::new));
    }

    @Override
    public void close() {
        closed = true;
        try {
            catalog.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void closeQuietly(RESTSessionCatalog catalog, RuntimeException reason) {
        try {
            catalog.close();
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}

package dev.floe.testkit.internal;

import dev.floe.testkit.Access;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.credentials.ImmutableCredential;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.CreateViewRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;

/** What the catalog answers at each endpoint, and who may call it. */
final class Routes {

    /** One endpoint; {@code operation} is Polaris's name for it. */
    record Route(Endpoint endpoint, String operation, Access needed, Function<Call, Reply> handler) {

        /** The values of the path's variables when this route serves the path; empty when it does not. */
        Optional<Map<String, String>> match(String path) {
            String[] template = endpoint.path().split("/", -1);
            String[] segments = path.split("/", -1);
            if (template.length != segments.length) {
                return Optional.empty();
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < template.length; i++) {
                if (template[i].startsWith("{") && !segments[i].isEmpty()) {
                    variables.put(template[i].substring(1, template[i].length() - 1), segments[i]);
                } else if (!template[i].equals(segments[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }
    }

    private final CatalogStore store;
    private final MapCatalog catalog;
    private final Locations locations;
    private final TableStorage storage;
    private final List<Route> routes;

    Routes(CatalogStore store, MapCatalog catalog, Locations locations, TableStorage storage) {
        this.store = store;
        this.catalog = catalog;
        this.locations = locations;
        this.storage = storage;
        this.routes = List.of(
                read(Endpoint.V1_LIST_NAMESPACES, "LIST_NAMESPACES", this::listNamespaces),
                read(
                        Endpoint.V1_LOAD_NAMESPACE,
                        "LOAD_NAMESPACE_METADATA",
                        call -> ok(CatalogHandlers.loadNamespace(catalog, call.namespace()))),
                read(Endpoint.V1_NAMESPACE_EXISTS, "NAMESPACE_EXISTS", call -> {
                    CatalogHandlers.namespaceExists(catalog, call.namespace());
                    return done();
                }),
                write(
                        Endpoint.V1_CREATE_NAMESPACE,
                        "CREATE_NAMESPACE",
                        call -> ok(CatalogHandlers.createNamespace(catalog, call.body(CreateNamespaceRequest.class)))),
                write(
                        Endpoint.V1_UPDATE_NAMESPACE,
                        "UPDATE_NAMESPACE_PROPERTIES",
                        call -> ok(CatalogHandlers.updateNamespaceProperties(
                                catalog, call.namespace(), call.body(UpdateNamespacePropertiesRequest.class)))),
                write(Endpoint.V1_DELETE_NAMESPACE, "DROP_NAMESPACE", call -> {
                    CatalogHandlers.dropNamespace(catalog, call.namespace());
                    return done();
                }),
                read(Endpoint.V1_LIST_TABLES, "LIST_TABLES", this::listTables),
                read(Endpoint.V1_LOAD_TABLE, "LOAD_TABLE", this::loadTable),
                read(Endpoint.V1_TABLE_EXISTS, "TABLE_EXISTS", call -> {
                    CatalogHandlers.tableExists(catalog, call.table());
                    return done();
                }),
                write(Endpoint.V1_CREATE_TABLE, "CREATE_TABLE_DIRECT", this::createTable),
                write(
                        Endpoint.V1_REGISTER_TABLE,
                        "REGISTER_TABLE",
                        call -> table(
                                call,
                                CatalogHandlers.registerTable(
                                        catalog, existing(call.namespace()), call.body(RegisterTableRequest.class)))),
                write(
                        Endpoint.V1_UPDATE_TABLE,
                        "UPDATE_TABLE",
                        call -> table(
                                call,
                                CatalogHandlers.updateTable(
                                        catalog, call.table(), call.body(UpdateTableRequest.class)))),
                write(Endpoint.V1_DELETE_TABLE, "DROP_TABLE_WITHOUT_PURGE", this::dropTable),
                write(Endpoint.V1_RENAME_TABLE, "RENAME_TABLE", call -> {
                    CatalogHandlers.renameTable(catalog, call.body(RenameTableRequest.class));
                    return done();
                }),
                read(Endpoint.V1_REPORT_METRICS, "REPORT_READ_METRICS", call -> done()),
                write(Endpoint.V1_COMMIT_TRANSACTION, "COMMIT_TRANSACTION", this::commitTransaction),
                read(Endpoint.V1_LIST_VIEWS, "LIST_VIEWS", this::listViews),
                read(Endpoint.V1_LOAD_VIEW, "LOAD_VIEW", call -> ok(CatalogHandlers.loadView(catalog, call.view()))),
                read(Endpoint.V1_VIEW_EXISTS, "VIEW_EXISTS", call -> {
                    CatalogHandlers.viewExists(catalog, call.view());
                    return done();
                }),
                write(
                        Endpoint.V1_CREATE_VIEW,
                        "CREATE_VIEW",
                        call -> ok(CatalogHandlers.createView(
                                catalog, existing(call.namespace()), call.body(CreateViewRequest.class)))),
                write(
                        Endpoint.V1_UPDATE_VIEW,
                        "REPLACE_VIEW",
                        call -> ok(
                                CatalogHandlers.updateView(catalog, call.view(), call.body(UpdateTableRequest.class)))),
                write(Endpoint.V1_DELETE_VIEW, "DROP_VIEW", call -> {
                    CatalogHandlers.dropView(catalog, call.view());
                    return done();
                }),
                write(Endpoint.V1_RENAME_VIEW, "RENAME_VIEW", call -> {
                    CatalogHandlers.renameView(catalog, call.body(RenameTableRequest.class));
                    return done();
                }));
    }

    List<Route> all() {
        return routes;
    }

    /** The answer to {@code GET /v1/config} for the warehouse that this catalog is. */
    Reply config() {
        return ok(ConfigResponse.builder()
                .withDefault("default-base-location", locations.base() + "/")
                .withOverride("prefix", RESTUtil.encodePathSegment(catalog.name()))
                .withOverride(RESTCatalogProperties.NAMESPACE_SEPARATOR, Call.NAMESPACE_SEPARATOR)
                .withEndpoints(routes.stream().map(Route::endpoint).toList())
                .build());
    }

    private Reply listNamespaces(Call call) {
        String parent = call.query().getOrDefault("parent", "");
        Namespace namespace = parent.isEmpty() ? Namespace.empty() : RESTUtil.namespaceFromQueryParam(parent);
        return call.query().containsKey("pageSize")
                ? ok(CatalogHandlers.listNamespaces(catalog, namespace, pageToken(call), pageSize(call)))
                : ok(CatalogHandlers.listNamespaces(catalog, namespace));
    }

    private Reply listTables(Call call) {
        return call.query().containsKey("pageSize")
                ? ok(CatalogHandlers.listTables(catalog, call.namespace(), pageToken(call), pageSize(call)))
                : ok(CatalogHandlers.listTables(catalog, call.namespace()));
    }

    private Reply listViews(Call call) {
        return call.query().containsKey("pageSize")
                ? ok(CatalogHandlers.listViews(catalog, call.namespace(), pageToken(call), pageSize(call)))
                : ok(CatalogHandlers.listViews(catalog, call.namespace()));
    }

    private static String pageToken(Call call) {
        return call.query().getOrDefault("pageToken", "");
    }

    private static String pageSize(Call call) {
        return call.query().getOrDefault("pageSize", "");
    }

    private Reply loadTable(Call call) {
        String snapshots = call.query().getOrDefault("snapshots", "all");
        CatalogState.Entry entry = store.current().tables().get(call.table());
        String tag = entry == null ? "" : tag(entry.metadataLocation() + snapshots);
        if (entry != null && call.ifNoneMatch().contains(tag)) {
            return new Reply(304, Map.of("ETag", tag), "");
        }
        SnapshotMode mode = snapshots.equals("refs") ? SnapshotMode.REFS : SnapshotMode.ALL;
        return table(call, CatalogHandlers.loadTable(catalog, call.table(), mode), snapshots);
    }

    private Reply createTable(Call call) {
        Namespace namespace = existing(call.namespace());
        CreateTableRequest request = call.body(CreateTableRequest.class);
        LoadTableResponse created;
        if (request.stageCreate()) {
            created = CatalogHandlers.stageTableCreate(catalog, namespace, request);
            TableIdentifier identifier = TableIdentifier.of(namespace, request.name());
            locations.requireFree(
                    store.current(), identifier, created.tableMetadata().location());
        } else {
            created = CatalogHandlers.createTable(catalog, namespace, request);
        }
        storage.prepare(created.tableMetadata().location());
        return table(call, created);
    }

    private Reply dropTable(Call call) {
        if (Boolean.parseBoolean(call.query().get("purgeRequested"))) {
            throw new ForbiddenException(
                    "Unable to purge entity: %s. This catalog drops tables without purging their files",
                    call.table().name());
        }
        CatalogHandlers.dropTable(catalog, call.table());
        return done();
    }

    /** All changes or none: each is made on a state that nobody sees, which is published when the last has succeeded. */
    private Reply commitTransaction(Call call) {
        CommitTransactionRequest request = call.body(CommitTransactionRequest.class);
        store.transaction(scratch -> {
            MapCatalog unseen = catalog.on(scratch);
            for (UpdateTableRequest change : request.tableChanges()) {
                if (!scratch.current().tables().containsKey(change.identifier())) {
                    throw new NoSuchTableException("Table does not exist: %s", change.identifier());
                }
                CatalogHandlers.updateTable(unseen, change.identifier(), change);
            }
            return request;
        });
        return done();
    }

    private Namespace existing(Namespace namespace) {
        CatalogHandlers.namespaceExists(catalog, namespace);
        return namespace;
    }

    private Reply table(Call call, LoadTableResponse response) {
        return table(call, response, "all");
    }

    private Reply table(Call call, LoadTableResponse response, String snapshots) {
        Map<String, String> config = storage.config(call.delegated());
        LoadTableResponse.Builder answer = LoadTableResponse.builder()
                .withTableMetadata(response.tableMetadata())
                .addAllConfig(config);
        if (config.containsKey("s3.session-token")) {
            answer.addCredential(ImmutableCredential.builder()
                    .prefix(storage.base())
                    .config(config)
                    .build());
        }
        Reply reply = ok(answer.build());
        String location = response.metadataLocation();
        if (location == null) {
            return reply;
        }
        Map<String, String> headers = new HashMap<>(reply.headers());
        headers.put("ETag", tag(location + snapshots));
        return new Reply(reply.status(), headers, reply.body());
    }

    /** Metadata files never change and carry a unique id in their names, so a name's hash stands for the content. */
    private static String tag(String text) {
        return "W/\"" + java.util.UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "\"";
    }

    private static Reply ok(Object value) {
        return Reply.json(200, value);
    }

    private static Reply done() {
        return Reply.empty(204);
    }

    private static Route read(Endpoint endpoint, String operation, Function<Call, Reply> handler) {
        return new Route(endpoint, operation, Access.READ, handler);
    }

    private static Route write(Endpoint endpoint, String operation, Function<Call, Reply> handler) {
        return new Route(endpoint, operation, Access.WRITE, handler);
    }
}

package dev.floe.testkit.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.view.BaseMetastoreViewCatalog;
import org.apache.iceberg.view.BaseViewOperations;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewOperations;
import org.jspecify.annotations.Nullable;

/** An Iceberg catalog over a {@link CatalogStore}: light, without state of its own, safe for any number of threads. */
final class MapCatalog extends BaseMetastoreViewCatalog implements SupportsNamespaces {

    /** The namespace property that says where a namespace lies. */
    static final String LOCATION = "location";

    private final String warehouse;
    private final CatalogStore store;
    private final Locations locations;
    private final FileIO io;

    MapCatalog(String warehouse, CatalogStore store, Locations locations, FileIO io) {
        this.warehouse = warehouse;
        this.store = store;
        this.locations = locations;
        this.io = io;
    }

    /** The same catalog over another store. */
    MapCatalog on(CatalogStore other) {
        return new MapCatalog(warehouse, other, locations, io);
    }

    @Override
    public String name() {
        return warehouse;
    }

    @Override
    protected Map<String, String> properties() {
        return new HashMap<>();
    }

    @Override
    protected String defaultWarehouseLocation(TableIdentifier identifier) {
        return locations.ofTable(identifier);
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier identifier) {
        return new TableOps(identifier);
    }

    @Override
    protected ViewOperations newViewOps(TableIdentifier identifier) {
        return new ViewOps(identifier);
    }

    // ---- namespaces

    @Override
    public void createNamespace(Namespace namespace, Map<String, String> properties) {
        String location = locations.ofNamespace(namespace);
        String asked = properties.getOrDefault(LOCATION, location);
        if (!Locations.same(asked, location)) {
            throw new IllegalArgumentException("Namespace " + namespace
                    + " has a custom location, which is not enabled. Expected location: [" + location
                    + "]. Got location: [" + asked + "]");
        }
        Map<String, String> all = new HashMap<>(properties);
        all.put(LOCATION, location);
        store.update(state -> {
            if (state.namespaces().containsKey(namespace)) {
                throw new AlreadyExistsException("Cannot create namespace %s. Namespace already exists", namespace);
            }
            if (namespace.length() > 1) {
                requireNamespace(state, parent(namespace));
            }
            locations.requireFree(state, namespace);
            return state.changeNamespaces(namespaces -> namespaces.put(namespace, Map.copyOf(all)));
        });
    }

    @Override
    public List<Namespace> listNamespaces(Namespace parent) {
        CatalogState state = store.current();
        if (!parent.isEmpty()) {
            requireNamespace(state, parent);
        }
        return state.namespaces().keySet().stream()
                .filter(namespace -> namespace.length() == parent.length() + 1
                        && parent(namespace).equals(parent))
                .sorted(Comparator.comparing(Namespace::toString))
                .toList();
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(Namespace namespace) {
        return new HashMap<>(requireNamespace(store.current(), namespace));
    }

    @Override
    public boolean dropNamespace(Namespace namespace) {
        requireNamespace(store.current(), namespace);
        store.update(state -> {
            boolean empty = state.tables().keySet().stream()
                            .noneMatch(id -> id.namespace().equals(namespace))
                    && state.views().keySet().stream()
                            .noneMatch(id -> id.namespace().equals(namespace))
                    && state.namespaces().keySet().stream()
                            .noneMatch(
                                    other -> other.length() > 0 && parent(other).equals(namespace));
            if (!empty) {
                throw new NamespaceNotEmptyException("Namespace %s is not empty", namespace);
            }
            return state.changeNamespaces(namespaces -> namespaces.remove(namespace));
        });
        return true;
    }

    @Override
    public boolean setProperties(Namespace namespace, Map<String, String> properties) {
        return changeProperties(namespace, all -> all.putAll(properties));
    }

    @Override
    public boolean removeProperties(Namespace namespace, Set<String> properties) {
        return changeProperties(namespace, all -> all.keySet().removeAll(properties));
    }

    private boolean changeProperties(Namespace namespace, java.util.function.Consumer<Map<String, String>> change) {
        store.update(state -> {
            Map<String, String> all = new HashMap<>(requireNamespace(state, namespace));
            String location = all.get(LOCATION);
            change.accept(all);
            if (!Objects.equals(location, all.get(LOCATION))) {
                throw new IllegalArgumentException("The location of namespace " + namespace + " cannot be changed");
            }
            return state.changeNamespaces(namespaces -> namespaces.put(namespace, Map.copyOf(all)));
        });
        return true;
    }

    private static Map<String, String> requireNamespace(CatalogState state, Namespace namespace) {
        return Optional.ofNullable(state.namespaces().get(namespace))
                .orElseThrow(() -> new NoSuchNamespaceException("Namespace does not exist: %s", namespace));
    }

    private static Namespace parent(Namespace namespace) {
        return Namespace.of(Arrays.copyOf(namespace.levels(), namespace.length() - 1));
    }

    // ---- tables and views

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        return list(namespace, store.current().tables());
    }

    @Override
    public List<TableIdentifier> listViews(Namespace namespace) {
        return list(namespace, store.current().views());
    }

    private List<TableIdentifier> list(Namespace namespace, Map<TableIdentifier, CatalogState.Entry> entries) {
        requireNamespace(store.current(), namespace);
        return entries.keySet().stream()
                .filter(identifier -> identifier.namespace().equals(namespace))
                .sorted(Comparator.comparing(TableIdentifier::name))
                .toList();
    }

    @Override
    public boolean dropTable(TableIdentifier identifier, boolean purge) {
        boolean known = store.current().tables().containsKey(identifier);
        store.update(state -> state.changeTables(tables -> tables.remove(identifier)));
        return known;
    }

    @Override
    public boolean dropView(TableIdentifier identifier) {
        boolean known = store.current().views().containsKey(identifier);
        store.update(state -> state.changeViews(views -> views.remove(identifier)));
        return known;
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        store.update(state -> {
            CatalogState.Entry entry = state.tables().get(from);
            if (entry == null) {
                throw new NoSuchTableException("Table does not exist: %s", from);
            }
            requireFreeName(state, to);
            return state.changeTables(tables -> {
                tables.remove(from);
                tables.put(to, entry);
            });
        });
    }

    @Override
    public void renameView(TableIdentifier from, TableIdentifier to) {
        store.update(state -> {
            CatalogState.Entry entry = state.views().get(from);
            if (entry == null) {
                throw new NoSuchViewException("View does not exist: %s", from);
            }
            requireFreeName(state, to);
            return state.changeViews(views -> {
                views.remove(from);
                views.put(to, entry);
            });
        });
    }

    private static void requireFreeName(CatalogState state, TableIdentifier to) {
        requireNamespace(state, to.namespace());
        if (state.tables().containsKey(to)) {
            throw new AlreadyExistsException("Table already exists: %s", to);
        }
        if (state.views().containsKey(to)) {
            throw new AlreadyExistsException("View already exists: %s", to);
        }
    }

    /** Refuses a commit that began with something else than what is there now; {@code expected} null means nothing. */
    private void requireUnmoved(
            CatalogState state,
            TableIdentifier identifier,
            CatalogState.@Nullable Entry present,
            @Nullable String expected,
            CatalogState.Entry next) {
        if (expected == null) {
            requireFreeName(state, identifier);
            locations.requireFree(state, identifier, next.location());
        } else if (present == null) {
            throw new NoSuchTableException("Table does not exist: %s", identifier);
        } else if (!present.metadataLocation().equals(expected)) {
            throw new CommitFailedException(
                    "Cannot commit to %s: its metadata moved from %s to %s meanwhile",
                    identifier, expected, present.metadataLocation());
        } else if (!present.location().equals(next.location())) {
            locations.requireFree(state, identifier, next.location());
        }
    }

    private final class TableOps extends BaseMetastoreTableOperations {

        private final TableIdentifier identifier;

        TableOps(TableIdentifier identifier) {
            this.identifier = identifier;
        }

        @Override
        protected String tableName() {
            return identifier.toString();
        }

        @Override
        public FileIO io() {
            return io;
        }

        @Override
        protected void doRefresh() {
            CatalogState.Entry entry = store.current().tables().get(identifier);
            if (entry == null) {
                disableRefresh();
            } else {
                refreshFromMetadataLocation(entry.metadataLocation());
            }
        }

        @Override
        protected void doCommit(@Nullable TableMetadata base, TableMetadata metadata) {
            if (base == null) {
                locations.requireFree(store.current(), identifier, metadata.location());
            }
            String written = writeNewMetadataIfRequired(base == null, metadata);
            CatalogState.Entry next = new CatalogState.Entry(written, metadata.location());
            String expected = base == null ? null : base.metadataFileLocation();
            try {
                store.update(state -> {
                    requireUnmoved(state, identifier, state.tables().get(identifier), expected, next);
                    return state.changeTables(tables -> tables.put(identifier, next));
                });
            } catch (RuntimeException e) {
                if (!written.equals(metadata.metadataFileLocation())) {
                    io.deleteFile(written);
                }
                throw e;
            }
        }
    }

    private final class ViewOps extends BaseViewOperations {

        private final TableIdentifier identifier;

        ViewOps(TableIdentifier identifier) {
            this.identifier = identifier;
        }

        @Override
        protected String viewName() {
            return identifier.toString();
        }

        @Override
        protected FileIO io() {
            return io;
        }

        @Override
        protected void doRefresh() {
            CatalogState.Entry entry = store.current().views().get(identifier);
            if (entry == null) {
                disableRefresh();
            } else {
                refreshFromMetadataLocation(entry.metadataLocation());
            }
        }

        @Override
        protected void doCommit(@Nullable ViewMetadata base, ViewMetadata metadata) {
            if (base == null) {
                locations.requireFree(store.current(), identifier, metadata.location());
            }
            String written = writeNewMetadataIfRequired(metadata);
            CatalogState.Entry next = new CatalogState.Entry(written, metadata.location());
            String expected = base == null ? null : base.metadataFileLocation();
            store.update(state -> {
                requireUnmoved(state, identifier, state.views().get(identifier), expected, next);
                return state.changeViews(views -> views.put(identifier, next));
            });
        }
    }
}

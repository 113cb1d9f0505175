package dev.floe.testkit.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * All that the catalog knows at one moment: its namespaces with their properties, and where each table's and view's
 * metadata lies. Immutable: a change makes a new state.
 */
record CatalogState(
        Map<Namespace, Map<String, String>> namespaces,
        Map<TableIdentifier, Entry> tables,
        Map<TableIdentifier, Entry> views) {

    /** Where a table or view is: its current metadata file, and the folder that is its own. */
    record Entry(String metadataLocation, String location) {}

    CatalogState {
        namespaces = Map.copyOf(namespaces);
        tables = Map.copyOf(tables);
        views = Map.copyOf(views);
    }

    static CatalogState empty() {
        return new CatalogState(Map.of(), Map.of(), Map.of());
    }

    CatalogState changeNamespaces(Consumer<Map<Namespace, Map<String, String>>> change) {
        return new CatalogState(changed(namespaces, change), tables, views);
    }

    CatalogState changeTables(Consumer<Map<TableIdentifier, Entry>> change) {
        return new CatalogState(namespaces, changed(tables, change), views);
    }

    CatalogState changeViews(Consumer<Map<TableIdentifier, Entry>> change) {
        return new CatalogState(namespaces, tables, changed(views, change));
    }

    private static <K, V> Map<K, V> changed(Map<K, V> map, Consumer<Map<K, V>> change) {
        Map<K, V> copy = new HashMap<>(map);
        change.accept(copy);
        return copy;
    }
}

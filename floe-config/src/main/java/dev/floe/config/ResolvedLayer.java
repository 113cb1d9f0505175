package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A layer with its references resolved.
 *
 * @param name its logical name
 * @param namespace the levels of the namespace that its tables go to; at least one, lower case on Iceberg
 * @param catalog the catalog that its tables go to
 * @param storage the storage that it asks for, if it asks for another than the catalog's
 */
public record ResolvedLayer(
        String name, List<String> namespace, ResolvedCatalog catalog, Optional<ResolvedStorage> storage) {
    /** Copies the list; checks that nothing is null. */
    public ResolvedLayer {
        requireNonNull(name, "name");
        namespace = List.copyOf(namespace);
        requireNonNull(catalog, "catalog");
        requireNonNull(storage, "storage");
    }
}

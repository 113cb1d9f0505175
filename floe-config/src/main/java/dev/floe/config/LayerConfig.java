package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.Namespaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * A layer of the lakehouse, such as bronze: one entry of {@code layers}.
 *
 * @param name the logical name, the same as its key
 * @param description for people
 * @param storageRef the entry of {@code storage} that its files lie in; the catalog's by default
 * @param catalogRef the entry of {@code catalogs}; {@value #DEFAULT_CATALOG} by default
 * @param namespace where its tables go, levels separated by dots; the layer's name by default
 * @param retentionDays how long data is to be kept, 1 to 36500; recorded, not acted on
 * @param properties for people and other programs, in the order of the file
 */
@ConfigStyle
@Value.Builder
public record LayerConfig(
        String name,
        Optional<String> description,
        Optional<String> storageRef,
        String catalogRef,
        Optional<String> namespace,
        OptionalInt retentionDays,
        Map<String, String> properties) {
    /** The catalog of a layer that names none. */
    public static final String DEFAULT_CATALOG = "default";

    /** Copies the map; checks that nothing is null. */
    public LayerConfig {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(storageRef, "storageRef");
        requireNonNull(catalogRef, "catalogRef");
        requireNonNull(namespace, "namespace");
        requireNonNull(retentionDays, "retentionDays");
        properties = Copies.map(properties, "properties");
    }

    /**
     * The levels of its namespace in its catalog. In an Iceberg catalog they are in lower case, and a first level that is the warehouse's
     * name is left out.
     *
     * @param catalog what {@link #catalogRef()} names
     */
    public List<String> levels(CatalogConfig catalog) {
        return Namespaces.levels(
                namespace.orElse(name),
                switch (catalog.type()) {
                    case POLARIS, REST -> catalog.warehouse();
                    case DUCKDB, GLUE, NESSIE, HIVE -> Optional.empty();
                });
    }

    /** A builder with every key but the name at its default. */
    public static Builder builder(String name) {
        return new Builder().name(name);
    }

    /** Builds a {@link LayerConfig}. */
    public static final class Builder extends LayerConfigBuilder {
        Builder() {
            catalogRef(DEFAULT_CATALOG);
        }
    }
}

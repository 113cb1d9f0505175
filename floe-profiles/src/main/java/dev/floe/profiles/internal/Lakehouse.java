package dev.floe.profiles.internal;

import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.ConfigTiers;
import dev.floe.config.LayerConfig;
import dev.floe.config.StorageConfig;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogs, layers and storages of a project, as the generator looks at them: checked, but without any secret. */
public final class Lakehouse {
    /** What the project's own catalog is called in DuckDB, if it is an Iceberg catalog. */
    public static final String ALIAS = "polaris_catalog";

    private static final String DATABASE_ENDING = "\\.(duckdb|db|ddb)$";

    private final ConfigTiers tiers;

    /** Looks at both tiers. */
    public Lakehouse(ConfigTiers tiers) {
        this.tiers = tiers;
    }

    /**
     * A layer and where its tables go.
     *
     * @param name its logical name
     * @param database what its catalog is called in DuckDB
     * @param schema its namespace, levels separated by dots
     */
    public record Place(String name, String database, String schema) {}

    /** The project's own catalog. */
    CatalogConfig catalog() {
        return catalog(tiers.spec().catalog());
    }

    private CatalogConfig catalog(String name) {
        return Optional.ofNullable(tiers.platform().catalogs().get(name))
                .orElseThrow(
                        () -> new IllegalArgumentException("the tiers were not checked: there is no catalog " + name));
    }

    /** Every catalog that the project uses by what it is called in DuckDB, its own first. */
    Map<String, CatalogConfig> catalogs() {
        Collection<String> names = new LinkedHashSet<>(List.of(tiers.spec().catalog()));
        layers().stream().map(LayerConfig::catalogRef).forEach(names::add);
        Map<String, CatalogConfig> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(database(name), catalog(name)));
        return found;
    }

    /** Where what belongs to no layer goes. */
    public Place standard() {
        CatalogConfig catalog = catalog();
        String namespace = catalog.namespace();
        return new Place("", database(tiers.spec().catalog()), isIceberg(catalog) ? lower(namespace) : namespace);
    }

    /** The layers that the project may use. */
    public List<Place> places() {
        return layers().stream()
                .map(layer -> new Place(
                        layer.name(),
                        database(layer.catalogRef()),
                        String.join(".", layer.levels(catalog(layer.catalogRef())))))
                .toList();
    }

    /** Whether tables of a catalog go to a namespace below another one, which DuckDB lists only when told to. */
    boolean hasNestedNamespaces(String database) {
        return Stream.concat(Stream.of(standard()), places().stream())
                .anyMatch(place ->
                        place.database().equals(database) && place.schema().contains("."));
    }

    /** The layer of each folder below the models' that floe.yaml names; empty where folders are named like their layers. */
    public Map<String, String> folders() {
        return tiers.spec().layers();
    }

    private List<LayerConfig> layers() {
        Collection<String> names = tiers.spec().layers().isEmpty()
                ? tiers.platform().layers().keySet()
                : new LinkedHashSet<>(tiers.spec().layers().values());
        return names.stream().map(tiers.platform().layers()::get).toList();
    }

    /** The storage behind a catalog, if the platform says something of it. */
    Optional<StorageConfig> storage(CatalogConfig catalog) {
        return Optional.ofNullable(tiers.platform()
                .storage()
                .get(catalog.storage().orElse(tiers.spec().storage())));
    }

    private String database(String name) {
        CatalogConfig catalog = catalog(name);
        if (catalog.type() == CatalogType.DUCKDB) {
            String file = String.valueOf(catalog.path().orElseThrow().getFileName());
            return file.replaceFirst(DATABASE_ENDING, "").replaceFirst("\\..*$", "");
        }
        return name.equals(tiers.spec().catalog()) ? ALIAS : name;
    }

    /** Whether the project's own catalog is an Iceberg catalog. */
    boolean isOnIceberg() {
        return isIceberg(catalog());
    }

    static boolean isIceberg(CatalogConfig catalog) {
        return switch (catalog.type()) {
            case POLARIS, REST -> true;
            case DUCKDB, GLUE, NESSIE, HIVE -> false;
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

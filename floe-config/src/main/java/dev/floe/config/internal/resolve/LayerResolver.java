package dev.floe.config.internal.resolve;

import dev.floe.config.FloeSpec;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.LayerConfig;
import dev.floe.config.Notice;
import dev.floe.config.PlatformConfig;
import dev.floe.config.ResolvedCatalog;
import dev.floe.config.ResolvedLayer;
import dev.floe.config.ResolvedStorage;
import dev.floe.config.internal.Namespaces;
import dev.floe.config.internal.Tier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Layers with their catalogs, storages and namespaces. */
final class LayerResolver {
    private LayerResolver() {}

    /** The layers that floe.yaml names, or all of the platform where it names none. */
    static Map<String, ResolvedLayer> resolve(
            FloeSpec spec, PlatformConfig platform, CatalogResolver catalogs, Tier tier) {
        Collection<String> names = spec.layers().isEmpty()
                ? platform.layers().keySet()
                : new LinkedHashSet<>(spec.layers().values());
        Map<String, ResolvedLayer> layers = new LinkedHashMap<>();
        for (String name : names) {
            LayerConfig layer = platform.layers().get(name);
            if (layer != null) {
                Optional<ResolvedCatalog> catalog = catalogs.catalog(layer.catalogRef());
                Optional<ResolvedStorage> storage = layer.storageRef().flatMap(catalogs::storage);
                catalog.ifPresent(found ->
                        layers.put(name, new ResolvedLayer(name, namespace(layer, found, tier), found, storage)));
            }
        }
        return layers;
    }

    private static List<String> namespace(LayerConfig layer, ResolvedCatalog catalog, Tier tier) {
        String text = layer.namespace().orElse(layer.name());
        if (!(catalog instanceof IcebergRestCatalog rest)) {
            return Namespaces.levels(text, Optional.empty());
        }
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> levels = Namespaces.levels(text, Optional.of(rest.warehouse()));
        if (!lower.equals(text)) {
            adapted(tier, layer, text, lower, "names on Iceberg are lower case");
        }
        String joined = String.join(".", levels);
        if (!joined.equals(lower)) {
            adapted(tier, layer, lower, joined, "its first level is the warehouse");
        }
        return levels;
    }

    private static void adapted(Tier tier, LayerConfig layer, String from, String to, String why) {
        tier.notice(new Notice(
                Notice.NAMESPACE_ADAPTED,
                "layer " + layer.name() + ": namespace " + from + " becomes " + to + ", since " + why));
    }
}

package dev.floe.config.internal.resolve;

import dev.floe.config.CatalogConfig;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.Explanation;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.PlatformConfig;
import dev.floe.config.ResolvedCatalog;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.ResolvedLayer;
import dev.floe.config.SecretSource;
import dev.floe.config.internal.KeyPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells where secrets were found, and what was computed. */
final class RunExplanations {
    private RunExplanations() {}

    static List<Explanation> of(
            List<Explanation> explained,
            SecretReader secrets,
            List<SecretSource> sources,
            PlatformConfig platform,
            ResolvedCatalog catalog,
            Map<String, ResolvedLayer> layers,
            @Nullable String resourceProfile) {
        List<Explanation> all = new ArrayList<>();
        Map<String, String> places = secrets.places();
        for (Explanation explanation : explained) {
            @Nullable String place = explanation.tier().equals(Explanation.RUN) ? null : places.get(explanation.keyPath());
            all.add(place == null ? explanation : explanation.withNote("found in " + place));
        }
        all.add(Explanation.computed(
                "secrets",
                sources.stream().map(String::valueOf).collect(Collectors.joining("; ")),
                "where secrets are looked for, in this order"));
        Map<String, ResolvedCatalog> catalogs = new LinkedHashMap<>();
        catalogs.put(catalog.name(), catalog);
        layers.values().forEach(layer -> catalogs.putIfAbsent(layer.catalog().name(), layer.catalog()));
        catalogs.values().forEach(each -> catalog(each, platform, all));
        layers.forEach((name, layer) -> all.add(Explanation.computed(
                KeyPath.of(KeyPath.of("layers", name), "namespace"),
                String.join(".", layer.namespace()),
                "where the layer's tables go in catalog " + layer.catalog().name())));
        profile(platform, resourceProfile, all);
        return all;
    }

    private static void catalog(ResolvedCatalog catalog, PlatformConfig platform, List<Explanation> all) {
        String path = KeyPath.of("catalogs", catalog.name());
        if (catalog instanceof IcebergRestCatalog rest) {
            boolean written = Optional.ofNullable(platform.catalogs().get(catalog.name()))
                    .flatMap(CatalogConfig::credentials)
                    .flatMap(CredentialsConfig::tokenUri)
                    .isPresent();
            rest.credentials()
                    .filter(credentials -> !written)
                    .ifPresent(credentials -> all.add(Explanation.computed(
                            KeyPath.of(KeyPath.of(path, "credentials"), "token_uri"),
                            String.valueOf(credentials.tokenEndpoint()),
                            "the catalog's own token endpoint")));
        }
    }

    private static void profile(PlatformConfig platform, @Nullable String asked, List<Explanation> all) {
        String name = asked != null ? asked : ResolvedConfig.DEFAULT_RESOURCE_PROFILE;
        boolean there = platform.resourceProfiles().containsKey(name);
        all.add(Explanation.computed(
                "resource_profile",
                there ? name : "none",
                asked != null ? "asked for by argument" : "the one that is used where none is asked for"));
    }
}

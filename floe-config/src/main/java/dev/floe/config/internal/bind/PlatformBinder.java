package dev.floe.config.internal.bind;

import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlMap;

/** platform.yaml as a whole. */
public final class PlatformBinder {
    private static final String LATER = "floe accepts it but does not act on it";

    private PlatformBinder() {}

    /** Binds what can be bound; what cannot is a problem of the tier. */
    public static PlatformConfig bind(YamlMap root, Tier tier) {
        MapReader keys = new MapReader(tier, KeyPath.ROOT, root);
        PlatformConfig.Builder builder = PlatformConfig.builder();
        builder.version(keys.text("version"));
        builder.storage(keys.named("storage", StorageBinder::bind));
        builder.catalogs(keys.named("catalogs", CatalogBinder::bind));
        builder.compute(keys.named("compute", ComputeBinder::bind));
        builder.layers(keys.named("layers", LayerBinder::bind));
        keys.section("infrastructure").ifPresent(infrastructure -> {
            builder.resourceProfiles(infrastructure.named("resource_profiles", ResourceProfileBinder::bind));
            infrastructure.notApplied(LATER, "timezone", "network", "cloud", "lifecycle");
            infrastructure.finish();
        });
        keys.section("security").ifPresent(security -> {
            security.section("secret_backends").map(SecretsBinder::bind).ifPresent(builder::secrets);
            security.notApplied(LATER, "authentication", "authorization", "encryption", "audit");
            security.finish();
        });
        keys.notApplied(LATER, "governance", "observability");
        keys.finish();
        PlainTextSecrets.scan(root, tier);
        return builder.build();
    }
}

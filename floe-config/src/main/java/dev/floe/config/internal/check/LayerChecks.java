package dev.floe.config.internal.check;

import dev.floe.config.LayerConfig;
import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;

/** Rules for one entry of {@code layers}. */
final class LayerChecks {
    private LayerChecks() {}

    static void check(Tier tier, String path, String key, LayerConfig layer, PlatformConfig platform) {
        if (!layer.name().equals(key)) {
            tier.problem(
                    KeyPath.of(path, "name"),
                    Codes.INVALID_VALUE,
                    "the layer's name '" + Texts.shown(layer.name()) + "' differs from its key '" + Texts.shown(key)
                            + "'; leave the name out, or make them the same");
        }
        layer.storageRef()
                .ifPresent(name -> Names.reference(
                        tier,
                        KeyPath.of(path, "storage_ref"),
                        "storage",
                        "storage",
                        name,
                        platform.storage().keySet()));
        Names.reference(
                tier,
                KeyPath.of(path, "catalog_ref"),
                "catalog",
                "catalogs",
                layer.catalogRef(),
                platform.catalogs().keySet());
    }
}

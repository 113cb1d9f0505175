package dev.floe.config.internal.check;

import dev.floe.config.LayerConfig;
import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;

/** Rules for one entry of {@code layers}. */
final class LayerChecks {
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_RETENTION_DAYS = 36_500;

    private LayerChecks() {}

    static void check(Tier tier, String path, String key, LayerConfig layer, PlatformConfig platform) {
        if (!layer.name().equals(key)) {
            tier.problem(
                    KeyPath.of(path, "name"),
                    Codes.INVALID_VALUE,
                    "the layer's name '" + Texts.shown(layer.name()) + "' differs from its key '" + Texts.shown(key)
                            + "'; leave the name out, or make them the same");
        }
        layer.description()
                .filter(text -> text.length() > MAX_DESCRIPTION)
                .ifPresent(text -> tier.problem(
                        KeyPath.of(path, "description"),
                        Codes.INVALID_VALUE,
                        "a description has at most " + MAX_DESCRIPTION + " characters"));
        layer.storageRef()
                .ifPresent(name -> Names.reference(
                        tier,
                        KeyPath.of(path, "storage_ref"),
                        "storage",
                        name,
                        platform.storage().keySet()));
        Names.reference(
                tier,
                KeyPath.of(path, "catalog_ref"),
                "catalog",
                layer.catalogRef(),
                platform.catalogs().keySet());
        layer.namespace().ifPresent(text -> Names.namespace(tier, KeyPath.of(path, "namespace"), text));
        int days = layer.retentionDays().orElse(1);
        if (days < 1 || days > MAX_RETENTION_DAYS) {
            tier.problem(
                    KeyPath.of(path, "retention_days"),
                    Codes.INVALID_VALUE,
                    "a number of days from 1 to " + MAX_RETENTION_DAYS + " is expected");
        }
        Names.properties(tier, KeyPath.of(path, "properties"), layer.properties());
    }
}

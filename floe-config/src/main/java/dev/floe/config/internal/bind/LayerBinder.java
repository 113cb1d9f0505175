package dev.floe.config.internal.bind;

import dev.floe.config.LayerConfig;

/** One entry of {@code layers}. */
final class LayerBinder {
    private LayerBinder() {}

    static LayerConfig bind(MapReader.Named named) {
        MapReader keys = named.keys();
        LayerConfig.Builder builder = LayerConfig.builder(keys.text("name").orElse(named.name()));
        if (!keys.isBlankText("description")) {
            builder.description(keys.text("description"));
        }
        builder.storageRef(keys.text("storage_ref"));
        keys.text("catalog_ref").ifPresent(builder::catalogRef);
        builder.namespace(keys.text("namespace"));
        builder.retentionDays(keys.integer("retention_days"));
        builder.properties(keys.texts("properties"));
        return builder.build();
    }
}

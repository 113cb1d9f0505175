package dev.floe.config.internal.bind;

import dev.floe.config.ComputeConfig;
import dev.floe.config.ComputeType;

/** One entry of {@code compute}. */
final class ComputeBinder {
    private ComputeBinder() {}

    static ComputeConfig bind(MapReader.Named named) {
        MapReader keys = named.keys();
        ComputeConfig.Builder builder = ComputeConfig.builder();
        keys.oneOf("type", ComputeType.values(), ComputeType::key).ifPresent(builder::type);
        builder.properties(keys.values("properties"));
        keys.notApplied("DuckDB runs in this process and needs no login", CredentialsBinder.KEY);
        return builder.build();
    }
}

package dev.floe.config.internal.bind;

import dev.floe.config.StorageConfig;
import dev.floe.config.StorageType;

/** One entry of {@code storage}. */
final class StorageBinder {
    private StorageBinder() {}

    static StorageConfig bind(MapReader.Named named) {
        MapReader keys = named.keys();
        StorageConfig.Builder builder = StorageConfig.builder();
        keys.oneOf("type", StorageType.values(), StorageType::key).ifPresent(builder::type);
        if (!keys.isBlankText("endpoint")) {
            builder.endpoint(ConfigValues.value(keys, "endpoint"));
        }
        keys.text("region").ifPresent(builder::region);
        builder.bucket(keys.text("bucket"));
        keys.bool("path_style_access").ifPresent(builder::pathStyleAccess);
        builder.credentials(CredentialsBinder.bind(keys));
        return builder.build();
    }
}

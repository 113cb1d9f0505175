package dev.floe.config.internal.bind;

import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.WritePath;
import java.nio.file.Path;

/** One entry of {@code catalogs}. */
final class CatalogBinder {
    private CatalogBinder() {}

    static CatalogConfig bind(MapReader.Named named) {
        MapReader keys = named.keys();
        CatalogConfig.Builder builder = CatalogConfig.builder();
        keys.oneOf("type", CatalogType.values(), CatalogType::key).ifPresent(builder::type);
        builder.uri(ConfigValues.value(keys, "uri"));
        builder.warehouse(keys.text("warehouse"));
        keys.text("namespace").ifPresent(builder::namespace);
        builder.credentials(CredentialsBinder.bind(keys));
        keys.oneOf("access_delegation", AccessDelegation.values(), AccessDelegation::key)
                .ifPresent(builder::accessDelegation);
        keys.oneOf("write_path", WritePath.values(), WritePath::key).ifPresent(builder::writePath);
        builder.path(keys.parsed("path", "the path of a file", Path::of));
        builder.storage(keys.text("storage"));
        builder.properties(keys.texts("properties"));
        keys.notApplied("floe renews tokens by itself", "token_refresh_enabled");
        return builder.build();
    }
}

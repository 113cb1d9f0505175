package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where tables are registered: one entry of {@code catalogs}.
 *
 * @param type what kind of catalog; {@code polaris} by default
 * @param uri the address of an Iceberg REST catalog, http or https; required but for type {@code duckdb}
 * @param warehouse the warehouse, which Polaris calls a catalog; required but for type {@code duckdb}
 * @param namespace where tables go that no layer claims; {@value #DEFAULT_NAMESPACE} by default
 * @param credentials how to log in
 * @param http how the catalog is reached over HTTP
 * @param accessDelegation how the catalog hands out access to its storage; {@code none} by default
 * @param writePath how tables are written; {@code commit} by default
 * @param tokenRefreshEnabled accepted, not acted on: floe renews tokens by itself; true by default
 * @param path the database file of type {@code duckdb}; a relative one is relative to the file that says it, or to the
 *     project's folder where it is built in code
 * @param storage the entry of {@code storage} behind this catalog; floe.yaml's by default
 * @param properties further properties of the REST catalog, in the order of the file
 */
@ConfigStyle
@Value.Builder
public record CatalogConfig(
        CatalogType type,
        Optional<ConfigValue> uri,
        Optional<String> warehouse,
        String namespace,
        Optional<CredentialsConfig> credentials,
        Optional<HttpConfig> http,
        AccessDelegation accessDelegation,
        WritePath writePath,
        boolean tokenRefreshEnabled,
        Optional<Path> path,
        Optional<String> storage,
        Map<String, String> properties) {
    /** The namespace of tables that no layer claims. */
    public static final String DEFAULT_NAMESPACE = "default";

    /** Copies the map; checks that nothing is null. */
    public CatalogConfig {
        requireNonNull(type, "type");
        requireNonNull(uri, "uri");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(namespace, "namespace");
        requireNonNull(credentials, "credentials");
        requireNonNull(http, "http");
        requireNonNull(accessDelegation, "accessDelegation");
        requireNonNull(writePath, "writePath");
        requireNonNull(path, "path");
        requireNonNull(storage, "storage");
        properties = Copies.map(properties, "properties");
    }

    /** A builder with every key at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CatalogConfig}. */
    public static final class Builder extends CatalogConfigBuilder {
        Builder() {
            type(CatalogType.POLARIS);
            namespace(DEFAULT_NAMESPACE);
            accessDelegation(AccessDelegation.NONE);
            writePath(WritePath.COMMIT);
            tokenRefreshEnabled(true);
        }

        /** The address, as it is written down. */
        public Builder uri(String uri) {
            return uri(ConfigValue.of(uri));
        }
    }
}

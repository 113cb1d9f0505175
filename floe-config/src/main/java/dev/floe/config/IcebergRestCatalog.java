package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An Iceberg REST catalog, Apache Polaris or another.
 *
 * @param name its logical name
 * @param namespace where tables go that no layer claims; levels separated by dots, lower case
 * @param type {@link CatalogType#POLARIS} or {@link CatalogType#REST}
 * @param uri its address: http or https, no user, no trailing slash
 * @param warehouse the warehouse
 * @param credentials how to log in; always there for Polaris
 * @param http how it is reached
 * @param accessDelegation how it hands out access to its storage
 * @param writePath how tables are written
 * @param storage the storage behind it, if the configuration names one
 * @param properties further properties, in the order of the file
 */
public record IcebergRestCatalog(
        String name,
        String namespace,
        CatalogType type,
        URI uri,
        String warehouse,
        Optional<OAuth2Credentials> credentials,
        ResolvedHttp http,
        AccessDelegation accessDelegation,
        WritePath writePath,
        Optional<ResolvedStorage> storage,
        Map<String, String> properties)
        implements ResolvedCatalog {
    /** Copies the map; checks that nothing is null. */
    public IcebergRestCatalog {
        requireNonNull(name, "name");
        requireNonNull(namespace, "namespace");
        requireNonNull(type, "type");
        requireNonNull(uri, "uri");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(credentials, "credentials");
        requireNonNull(http, "http");
        requireNonNull(accessDelegation, "accessDelegation");
        requireNonNull(writePath, "writePath");
        requireNonNull(storage, "storage");
        properties = Copies.map(properties, "properties");
    }

    /**
     * A Polaris catalog as a program without configuration files names it: its own token endpoint, {@link OAuth2Credentials#DEFAULT_SCOPE},
     * no vended credentials, nothing else of its own. Its logical name is the warehouse's.
     *
     * @param uri up to {@code /api/catalog}
     */
    public static IcebergRestCatalog polaris(URI uri, String warehouse, Secret clientId, Secret clientSecret) {
        return new IcebergRestCatalog(
                warehouse,
                "default",
                CatalogType.POLARIS,
                uri,
                warehouse,
                Optional.of(new OAuth2Credentials(
                        clientId,
                        clientSecret,
                        OAuth2Credentials.DEFAULT_SCOPE,
                        URI.create(uri + OAuth2Credentials.TOKEN_PATH))),
                ResolvedHttp.none(),
                AccessDelegation.NONE,
                WritePath.COMMIT,
                Optional.empty(),
                Map.of());
    }
}

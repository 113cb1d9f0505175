package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * OAuth2 client credentials for a catalog.
 *
 * @param clientId the client id; a handle like the secret, though it need not be one
 * @param clientSecret the client secret
 * @param scope the scope to ask for; always set
 * @param tokenEndpoint where tokens are fetched; the catalog's own unless configured
 */
public record OAuth2Credentials(Secret clientId, Secret clientSecret, String scope, URI tokenEndpoint) {
    /** The scope of a configuration that states none: all roles of the principal. */
    public static final String DEFAULT_SCOPE = "PRINCIPAL_ROLE:ALL";

    /** Where an Iceberg REST catalog hands out tokens, below its address. */
    public static final String TOKEN_PATH = "/v1/oauth/tokens";

    /** Checks that nothing is null. */
    public OAuth2Credentials {
        requireNonNull(clientId, "clientId");
        requireNonNull(clientSecret, "clientSecret");
        requireNonNull(scope, "scope");
        requireNonNull(tokenEndpoint, "tokenEndpoint");
    }
}

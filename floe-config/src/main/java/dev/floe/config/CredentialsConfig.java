package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How to prove who one is, to a catalog or to a storage: a {@code credentials} section.
 *
 * @param mode what kind these are; {@code static} by default
 * @param clientId the OAuth2 client id or the access key id
 * @param clientSecret where the OAuth2 client secret or the secret access key is kept
 * @param scope the OAuth2 scope, {@code PRINCIPAL_ROLE:name} for Polaris
 * @param tokenUri the OAuth2 token endpoint, where it is not the catalog's own
 * @param roleArn the role of mode {@code iam_role}
 * @param secretRef one secret that holds both the id and the secret under two keys
 */
@ConfigStyle
@Value.Builder
public record CredentialsConfig(
        CredentialMode mode,
        Optional<ConfigValue> clientId,
        Optional<SecretRef> clientSecret,
        Optional<String> scope,
        Optional<URI> tokenUri,
        Optional<String> roleArn,
        Optional<SecretRef> secretRef) {
    /** Checks that nothing is null. */
    public CredentialsConfig {
        requireNonNull(mode, "mode");
        requireNonNull(clientId, "clientId");
        requireNonNull(clientSecret, "clientSecret");
        requireNonNull(scope, "scope");
        requireNonNull(tokenUri, "tokenUri");
        requireNonNull(roleArn, "roleArn");
        requireNonNull(secretRef, "secretRef");
    }

    /** OAuth2 client credentials, both parts kept as secrets. */
    public static CredentialsConfig oauth2(String clientIdRef, String clientSecretRef) {
        return builder()
                .mode(CredentialMode.OAUTH2)
                .clientId(SecretRef.of(clientIdRef))
                .clientSecret(SecretRef.of(clientSecretRef))
                .build();
    }

    /** A builder with every key at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CredentialsConfig}. */
    public static final class Builder extends CredentialsConfigBuilder {
        Builder() {
            mode(CredentialMode.STATIC);
        }
    }
}

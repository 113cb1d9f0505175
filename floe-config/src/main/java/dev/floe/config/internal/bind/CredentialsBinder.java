package dev.floe.config.internal.bind;

import dev.floe.config.CredentialMode;
import dev.floe.config.CredentialsConfig;
import java.net.URI;
import java.util.Optional;

/** {@code credentials} of a catalog or a storage. */
final class CredentialsBinder {
    static final String KEY = "credentials";

    private CredentialsBinder() {}

    static Optional<CredentialsConfig> bind(MapReader parent) {
        return parent.section(KEY).map(keys -> {
            CredentialsConfig.Builder builder = CredentialsConfig.builder();
            keys.oneOf("mode", CredentialMode.values(), CredentialMode::key).ifPresent(builder::mode);
            builder.clientId(ConfigValues.value(keys, "client_id"));
            builder.clientSecret(ConfigValues.secret(keys, "client_secret"));
            builder.scope(keys.text("scope"));
            builder.tokenUri(keys.parsed("token_uri", "the address of a token endpoint", CredentialsBinder::uri));
            builder.roleArn(keys.text("role_arn"));
            builder.secretRef(ConfigValues.name(keys, "secret_ref"));
            keys.finish();
            return builder.build();
        });
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "this is not an address; http://host/path or https://host/path is expected", e);
        }
    }
}

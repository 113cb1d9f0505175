package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.SecretRef;
import dev.floe.config.StorageConfig;
import dev.floe.config.StorageType;
import dev.floe.profiles.ProfilesException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of a storage as an entry of dbt-duckdb's {@code secrets}. */
final class StorageSecrets {
    private static final String KEY_VARIABLE = "AWS_ACCESS_KEY_ID";

    private final EnvironmentNames names;

    StorageSecrets(EnvironmentNames names) {
        this.names = names;
    }

    /** The secret of a storage with fixed keys; empty if it has none. */
    Optional<Map<String, Object>> secret(String alias, StorageConfig storage) {
        Optional<CredentialsConfig> keys = storage.credentials().filter(EnvironmentNames::canLogIn);
        if (keys.isEmpty() || storage.type() == StorageType.LOCAL) {
            return Optional.empty();
        }
        if (storage.type() != StorageType.S3) {
            throw new ProfilesException(
                    ErrorCode.PROFILE_UNSUPPORTED,
                    "no dbt profile can be made for the keys of a storage of type "
                            + storage.type().name().toLowerCase(java.util.Locale.ROOT)
                            + "; floe hands those of s3 to DuckDB. Let the catalog vend credentials instead",
                    null);
        }
        Map<String, Object> secret = new LinkedHashMap<>();
        secret.put("type", "s3");
        secret.put("name", "floe_storage_" + alias.replaceAll("[^A-Za-z0-9_]", "_"));
        secret.put("key_id", names.id(keys.get(), "access-key-id", KEY_VARIABLE));
        secret.put("secret", names.secretOf(keys.get(), "secret-access-key"));
        secret.put("region", JinjaText.text(storage.region()));
        secret.put("url_style", storage.pathStyleAccess() ? "path" : "vhost");
        storage.endpoint().ifPresent(endpoint -> endpoint(secret, endpoint));
        storage.bucket().ifPresent(bucket -> secret.put("scope", JinjaText.text("s3://" + bucket)));
        return Optional.of(secret);
    }

    /** DuckDB wants the address without its scheme, and the scheme as a word of its own. */
    private void endpoint(Map<String, Object> secret, ConfigValue endpoint) {
        if (endpoint instanceof ConfigValue.Literal literal) {
            URI uri = URI.create(literal.value());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
            secret.put("endpoint", JinjaText.text(uri.getRawAuthority() + path));
            secret.put("use_ssl", "http".equalsIgnoreCase(uri.getScheme()) ? "false" : "true");
        } else {
            String variable = "env_var(" + JinjaText.literal(names.address((SecretRef) endpoint)) + ")";
            secret.put("endpoint", "{{ " + variable + ".split('://')[-1].rstrip('/') }}");
            secret.put("use_ssl", "{{ 'false' if " + variable + ".startswith('http://') else 'true' }}");
        }
    }
}

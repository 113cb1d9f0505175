package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where the files of tables lie: one entry of {@code storage}.
 *
 * @param type what kind of storage; {@code s3} by default
 * @param endpoint the address of an S3-compatible store, http or https; the cloud's own by default
 * @param region the region; {@value #DEFAULT_REGION} by default
 * @param bucket the bucket
 * @param pathStyleAccess whether the bucket is part of the path rather than of the host name; false by default
 * @param credentials how to log in
 */
@ConfigStyle
@Value.Builder
public record StorageConfig(
        StorageType type,
        Optional<ConfigValue> endpoint,
        String region,
        Optional<String> bucket,
        @Value.Default.Boolean(false) boolean pathStyleAccess,
        Optional<CredentialsConfig> credentials) {
    /** The region of a storage that names none. */
    public static final String DEFAULT_REGION = "us-east-1";

    /** Checks that nothing is null. */
    public StorageConfig {
        requireNonNull(type, "type");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(region, "region");
        requireNonNull(bucket, "bucket");
        requireNonNull(credentials, "credentials");
    }

    /** A builder with every key at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StorageConfig}. */
    public static final class Builder extends StorageConfigBuilder {
        Builder() {
            type(StorageType.S3);
            region(DEFAULT_REGION);
        }

        /** The address, as it is written down. */
        public Builder endpoint(String endpoint) {
            return endpoint(ConfigValue.of(endpoint));
        }
    }
}

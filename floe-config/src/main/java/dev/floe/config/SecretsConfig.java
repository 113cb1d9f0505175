package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.immutables.value.Value;

/**
 * Where secrets are looked for beside the environment: {@code security.secret_backends} of platform.yaml.
 *
 * @param mountPath the folder that mounted secrets lie in; {@value #DEFAULT_MOUNT_PATH} by default
 */
@ConfigStyle
@Value.Builder
public record SecretsConfig(Path mountPath) {
    /** Where Kubernetes mounts secrets by custom. */
    public static final String DEFAULT_MOUNT_PATH = "/var/run/secrets";

    /** Checks that nothing is null. */
    public SecretsConfig {
        requireNonNull(mountPath, "mountPath");
    }

    /** A builder with every key at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SecretsConfig}. */
    public static final class Builder extends SecretsConfigBuilder {
        Builder() {
            mountPath(Path.of(DEFAULT_MOUNT_PATH));
        }
    }
}

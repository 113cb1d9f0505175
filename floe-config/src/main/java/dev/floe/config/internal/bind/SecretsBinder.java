package dev.floe.config.internal.bind;

import dev.floe.config.SecretsConfig;
import java.nio.file.Path;

/** {@code security.secret_backends}. */
final class SecretsBinder {
    private static final String OTHER_BACKENDS = "secrets come from the environment and from mounted files";

    private SecretsBinder() {}

    static SecretsConfig bind(MapReader keys) {
        SecretsConfig.Builder builder = SecretsConfig.builder();
        keys.section("kubernetes").ifPresent(kubernetes -> {
            kubernetes.parsed("mount_path", "the path of a folder", Path::of).ifPresent(builder::mountPath);
            kubernetes.notApplied("mounted secrets are read wherever they are", "enabled", "namespace");
            kubernetes.finish();
        });
        if (keys.text("primary")
                .filter(primary -> !primary.equals("kubernetes"))
                .isPresent()) {
            keys.notApplied(OTHER_BACKENDS, "primary");
        }
        keys.notApplied(OTHER_BACKENDS, "vault", "aws_secrets_manager");
        keys.finish();
        return builder.build();
    }
}

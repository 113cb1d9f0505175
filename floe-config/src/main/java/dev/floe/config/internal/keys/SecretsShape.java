package dev.floe.config.internal.keys;

import dev.floe.config.PlatformConfig;
import dev.floe.config.SecretsConfig;
import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.ShapeBuilder;
import dev.floe.config.internal.shape.TextType;
import java.util.Map;

/** {@code security.secret_backends}. */
public final class SecretsShape {
    private static final String OTHERS = "secrets come from the environment and from mounted files";
    private static final String ANYWHERE = "mounted secrets are read wherever they are";
    private static final String BACKENDS = "security.secret_backends";
    private static final String KUBERNETES = BACKENDS + ".kubernetes";

    private static final Shape<PlatformConfig, PlatformConfig.Builder> MOUNTS = kubernetes();

    /** The shape. */
    public static final Shape<PlatformConfig, PlatformConfig.Builder> SHAPE = secretBackends();

    private SecretsShape() {}

    private static Shape<PlatformConfig, PlatformConfig.Builder> kubernetes() {
        ShapeBuilder<PlatformConfig, PlatformConfig.Builder> shape = PlatformShape.begin("kubernetes")
                .key(
                        "mount_path",
                        Forms.PATH,
                        platform -> platform.secrets().mountPath(),
                        (platform, path) -> platform.secrets(
                                SecretsConfig.builder().mountPath(path).build()),
                        "the folder that mounted secrets lie in");
        PlatformShape.kept(shape, KUBERNETES, "enabled", Flag.of(), ANYWHERE, "whether secrets are kept there");
        PlatformShape.kept(
                shape, KUBERNETES, "namespace", TextType.upTo(63), ANYWHERE, "the namespace that they are in");
        return shape.build();
    }

    private static Shape<PlatformConfig, PlatformConfig.Builder> secretBackends() {
        ShapeBuilder<PlatformConfig, PlatformConfig.Builder> shape = PlatformShape.begin("secret_backends");
        PlatformShape.kept(
                shape,
                BACKENDS,
                "primary",
                Choice.of("kubernetes", "vault", "aws_secrets_manager"),
                OTHERS,
                "which of these comes first");
        shape.group(MOUNTS, "secrets that Kubernetes mounts as files");
        PlatformShape.kept(shape, BACKENDS, "vault", Section.of(SecretsShape::vault), OTHERS, "HashiCorp Vault");
        PlatformShape.kept(
                shape,
                BACKENDS,
                "aws_secrets_manager",
                Section.of(SecretsShape::awsSecretsManager),
                OTHERS,
                "AWS Secrets Manager");
        return shape.build();
    }

    private static Shape<Map<String, Object>, ?> vault() {
        return Plain.of("vault")
                .key("enabled", Flag.of(), false, "whether secrets are kept there")
                .key("server_url", Forms.ADDRESS, "its address; needed where it is enabled")
                .key("auth_method", Choice.of("kubernetes", "jwt", "approle"), "kubernetes", "how to log in")
                .key("kubernetes_role", Forms.LINE, "the role of method `kubernetes`; needed where it is enabled")
                .key("secret_path", Forms.LINE, "secret/data/floe", "where secrets lie")
                .rule(Rules.whenTrue("enabled", Rules.required("server_url")))
                .rule(Rules.whenEnabled("auth_method", "kubernetes", true, Rules.required("kubernetes_role")))
                .build();
    }

    private static Shape<Map<String, Object>, ?> awsSecretsManager() {
        return Plain.of("awsSecretsManager")
                .key("enabled", Flag.of(), false, "whether secrets are kept there")
                .key("region", Forms.LINE, "its region")
                .key("prefix", Forms.LINE, "floe/", "what the names of secrets begin with")
                .build();
    }
}

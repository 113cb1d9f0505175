package dev.floe.config.internal.keys;

import dev.floe.config.CredentialMode;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.internal.Addresses;
import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Parsed;
import dev.floe.config.internal.shape.References;
import dev.floe.config.internal.shape.Shape;
import java.net.URI;
import java.util.List;

/** {@code credentials} of a catalog, a storage or an engine. */
public final class CredentialsShape {
    /** The shape. */
    public static final Shape<CredentialsConfig, CredentialsConfig.Builder> SHAPE = Shape.of(
                    "credentials", name -> CredentialsConfig.builder(), CredentialsConfig.Builder::build)
            .key(
                    "mode",
                    Choice.of(CredentialMode.values(), CredentialMode::key),
                    CredentialsConfig::mode,
                    CredentialsConfig.Builder::mode,
                    "what kind these are")
            .with("a catalog takes `oauth2` and `static`, a storage `static`, `iam_role` and `service_account`")
            .optional(
                    "client_id",
                    References.or(Forms.LINE),
                    CredentialsConfig::clientId,
                    CredentialsConfig.Builder::clientId,
                    "the OAuth2 client id, or the access key id")
            .with("`client_secret`; not beside `secret_ref`")
            .optional(
                    "client_secret",
                    References.secret(),
                    CredentialsConfig::clientSecret,
                    CredentialsConfig.Builder::clientSecret,
                    "the OAuth2 client secret, or the secret access key")
            .with("`client_id`; not beside `secret_ref`")
            .optional(
                    "scope", Forms.LINE, CredentialsConfig::scope, CredentialsConfig.Builder::scope, "the OAuth2 scope")
            .byDefault("`PRINCIPAL_ROLE:ALL`")
            .with("catalogs only")
            .optional(
                    "token_uri",
                    Parsed.of(
                            "the address of a token endpoint",
                            "http or https address",
                            "^[hH][tT][tT][pP][sS]?://[^@?#\\s]+$",
                            CredentialsShape::uri),
                    CredentialsConfig::tokenUri,
                    CredentialsConfig.Builder::tokenUri,
                    "the OAuth2 token endpoint")
            .byDefault("the catalog's `uri`, then `/v1/oauth/tokens`")
            .with("catalogs only")
            .optional(
                    "role_arn",
                    Forms.ROLE_ARN,
                    CredentialsConfig::roleArn,
                    CredentialsConfig.Builder::roleArn,
                    "the role")
            .with("needed by mode `iam_role`")
            .optional(
                    "secret_ref",
                    References.name(),
                    CredentialsConfig::secretRef,
                    CredentialsConfig.Builder::secretRef,
                    "one secret that holds both parts")
            .with("instead of `client_id` and `client_secret`")
            .rule(Rules.when(
                    "mode",
                    List.of("oauth2"),
                    Rules.anyOf(List.of(Rules.required("client_id", "client_secret"), Rules.required("secret_ref")))))
            .rule(Rules.when("mode", List.of("iam_role"), Rules.required("role_arn")))
            .build();

    private CredentialsShape() {}

    private static URI uri(String text) {
        Addresses.http(text);
        return URI.create(text);
    }
}

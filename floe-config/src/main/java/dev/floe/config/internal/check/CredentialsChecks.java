package dev.floe.config.internal.check;

import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialMode;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.internal.Addresses;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import java.util.Optional;

/** Rules for {@code credentials}. */
final class CredentialsChecks {
    private CredentialsChecks() {}

    /** What a catalog logs in with. */
    static void catalog(Tier tier, String path, CredentialsConfig credentials) {
        switch (credentials.mode()) {
            case OAUTH2, STATIC -> pair(tier, path, credentials);
            case IAM_ROLE, SERVICE_ACCOUNT ->
                tier.problem(
                        KeyPath.of(path, "mode"),
                        Codes.UNSUPPORTED,
                        "an Iceberg REST catalog is logged in to with mode oauth2");
        }
        if (credentials.roleArn().isPresent()) {
            tier.notApplied(KeyPath.of(path, "role_arn"), "it belongs to mode iam_role");
        }
    }

    /** What a storage is read and written with. */
    static void storage(Tier tier, String path, CredentialsConfig credentials) {
        String later = "floe uses fixed keys, or what the catalog vends";
        switch (credentials.mode()) {
            case STATIC -> pair(tier, path, credentials);
            case OAUTH2 ->
                tier.problem(KeyPath.of(path, "mode"), Codes.UNSUPPORTED, "a storage is accessed with mode static");
            case IAM_ROLE -> {
                if (credentials.roleArn().isEmpty()) {
                    tier.problem(
                            KeyPath.of(path, "role_arn"),
                            Codes.MISSING_KEY,
                            "mode iam_role needs a role such as arn:aws:iam::123456789012:role/name");
                }
                tier.notApplied(KeyPath.of(path, "mode"), later);
            }
            case SERVICE_ACCOUNT -> tier.notApplied(KeyPath.of(path, "mode"), later);
        }
        if (credentials.scope().isPresent()) {
            tier.notApplied(KeyPath.of(path, "scope"), "a storage has no scope");
        }
        if (credentials.tokenUri().isPresent()) {
            tier.notApplied(KeyPath.of(path, "token_uri"), "a storage has no token endpoint");
        }
    }

    /** An address that is written down; one that is kept as a secret is looked at when it is read. */
    static void address(Tier tier, String path, ConfigValue value) {
        if (value instanceof ConfigValue.Literal literal) {
            try {
                Addresses.http(literal.value());
            } catch (IllegalArgumentException e) {
                tier.problem(path, Codes.INVALID_VALUE, String.valueOf(e.getMessage()));
            }
        }
    }

    private static void pair(Tier tier, String path, CredentialsConfig credentials) {
        boolean id = isGiven(tier, path, "client_id", credentials.clientId());
        boolean secret = isGiven(tier, path, "client_secret", credentials.clientSecret());
        boolean both = isGiven(tier, path, "secret_ref", credentials.secretRef());
        if (both && (id || secret)) {
            tier.problem(
                    KeyPath.of(path, "secret_ref"),
                    Codes.CONFLICTING_KEYS,
                    "give either secret_ref, which holds both parts, or client_id and client_secret");
            tier.spoil(KeyPath.of(path, "secret_ref"));
            return;
        }
        boolean needed = credentials.mode() == CredentialMode.OAUTH2 || id || secret;
        if (needed && !both) {
            missing(tier, KeyPath.of(path, "client_id"), id, "the client id: a text or {secret_ref: name}");
            missing(tier, KeyPath.of(path, "client_secret"), secret, "the client secret: {secret_ref: name}");
        }
    }

    private static void missing(Tier tier, String path, boolean there, String what) {
        if (!there) {
            tier.problem(path, Codes.MISSING_KEY, "this key is missing: " + what);
        }
    }

    /** Whether credentials say anything that one can log in with. */
    static boolean usable(Tier tier, String path, Optional<CredentialsConfig> credentials) {
        return credentials
                .filter(c -> isGiven(tier, path, "client_id", c.clientId())
                        || isGiven(tier, path, "client_secret", c.clientSecret())
                        || isGiven(tier, path, "secret_ref", c.secretRef())
                        || isGiven(
                                tier,
                                path,
                                "mode",
                                Optional.of(c.mode()).filter(mode -> mode != CredentialMode.STATIC)))
                .isPresent();
    }

    /** Whether a key says something, be it something wrong. */
    private static boolean isGiven(Tier tier, String path, String key, Optional<?> value) {
        return value.isPresent() || tier.isSpoilt(KeyPath.of(path, key));
    }
}

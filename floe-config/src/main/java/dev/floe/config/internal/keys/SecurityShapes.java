package dev.floe.config.internal.keys;

import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Loose;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.References;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Whole;
import java.util.List;
import java.util.Map;

/** The sections of {@code security} but for {@code secret_backends}. */
public final class SecurityShapes {
    /** {@code security.authentication}. */
    public static final Shape<Map<String, Object>, ?> AUTHENTICATION = Plain.of("authentication")
            .key("enabled", Flag.of(), false, "whether users have to log in")
            .key("method", Choice.of("oidc", "oauth2", "saml", "static"), "static", "how they do")
            .section("oidc", SecurityShapes::oidc, "method `oidc`; needed by it where it is enabled")
            .section("session", SecurityShapes::session, "sessions")
            .rule(Rules.whenEnabled("method", "oidc", false, Rules.required("oidc")))
            .build();

    /** {@code security.authorization}. */
    public static final Shape<Map<String, Object>, ?> AUTHORIZATION = Plain.of("authorization")
            .key("enabled", Flag.of(), false, "whether it is looked at what users may do")
            .key("mode", Choice.of("rbac", "abac"), "rbac", "by roles or by attributes")
            .key("roles", Maps.of(Section.of(SecurityShapes::role)), "roles, by name")
            .key("group_mappings", Maps.of(Loose.text()), "roles, by group")
            .build();

    /** {@code security.encryption}. */
    public static final Shape<Map<String, Object>, ?> ENCRYPTION = Plain.of("encryption")
            .section("in_transit", SecurityShapes::inTransit, "on the way")
            .section("at_rest", SecurityShapes::atRest, "where it lies")
            .build();

    /** {@code security.audit}. */
    public static final Shape<Map<String, Object>, ?> AUDIT = Plain.of("audit")
            .key("enabled", Flag.of(), false, "whether anything is recorded")
            .section("events", SecurityShapes::events, "what is")
            .key("backend", Choice.of("cloudwatch", "loki", "elasticsearch"), "loki", "where it is kept")
            .key("retention_days", Whole.of(1, 3650, "days"), 90, "how long it is kept")
            .build();

    private SecurityShapes() {}

    private static Shape<Map<String, Object>, ?> oidc() {
        return Plain.of("oidc")
                .key("provider_url", Forms.ADDRESS, "the provider")
                .needed("the address of the provider")
                .key("client_id", Forms.LINE, "who asks")
                .needed("the client id")
                .key("client_secret", References.secret(), "the proof")
                .key("scopes", Lists.of(Forms.LINE), List.of("openid", "profile", "email"), "what is asked for")
                .section("claims_mapping", SecurityShapes::claims, "which claim says what")
                .build();
    }

    private static Shape<Map<String, Object>, ?> claims() {
        return Plain.of("claimsMapping")
                .key("email", Forms.LINE, "email", "the user's address")
                .key("groups", Forms.LINE, "groups", "the user's groups")
                .key("username", Forms.LINE, "preferred_username", "the user's name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> session() {
        return Plain.of("session")
                .key("timeout_minutes", Whole.of(1, 10_080, "minutes"), 480, "how long one lasts")
                .key("max_sessions_per_user", Whole.of(1, 100, ""), 5, "how many a user may have")
                .key("secure_cookies", Flag.of(), true, "whether cookies want TLS")
                .key("same_site", Choice.of("Strict", "Lax", "None"), "Lax", "to whom cookies are sent")
                .build();
    }

    private static Shape<Map<String, Object>, ?> role() {
        return Plain.of("role")
                .key("description", Forms.DESCRIPTION, "for people")
                .key("permissions", Lists.of(Forms.LINE), "what the role may do, `resource:action`")
                .build();
    }

    private static Shape<Map<String, Object>, ?> inTransit() {
        return Plain.of("inTransit")
                .key("enabled", Flag.of(), true, "whether it is encrypted")
                .key("min_tls_version", Forms.TLS_VERSION, "1.2", "the least version of TLS")
                .build();
    }

    private static Shape<Map<String, Object>, ?> atRest() {
        return Plain.of("atRest")
                .key("enabled", Flag.of(), false, "whether it is encrypted")
                .key("provider", Choice.of("aws_kms", "gcp_kms", "local"), "local", "who keeps the key")
                .key("key_ref", References.secret(), "the key")
                .build();
    }

    private static Shape<Map<String, Object>, ?> events() {
        return Plain.of("auditEvents")
                .key("authentication", Flag.of(), true, "who logs in")
                .key("authorization", Flag.of(), true, "who was let do what")
                .key("data_access", Flag.of(), true, "who reads what")
                .key("configuration_changes", Flag.of(), true, "who changes what")
                .build();
    }
}

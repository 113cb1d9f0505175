package dev.floe.config;

import java.util.Locale;

/** What kind of credentials a {@code credentials} section describes. */
public enum CredentialMode {
    /** A fixed pair of id and secret. */
    STATIC,
    /** OAuth2 client credentials. */
    OAUTH2,
    /** An AWS role; known, but floe does not act on it. */
    IAM_ROLE,
    /** What the machine's own identity gives; known, but floe does not act on it. */
    SERVICE_ACCOUNT;

    /** The value as the files write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

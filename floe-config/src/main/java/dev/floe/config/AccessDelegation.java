package dev.floe.config;

import java.util.Locale;

/** How a catalog hands out access to the storage behind it. */
public enum AccessDelegation {
    /** It does not: storage credentials are configured. */
    NONE,
    /** It returns short-lived storage credentials with each table. */
    VENDED_CREDENTIALS,
    /** It signs each storage request; refused, DuckDB cannot do it. */
    REMOTE_SIGNING;

    /** The value as the files write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.floe.duckdb;

import dev.floe.config.ResolvedStorage;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** How to attach. */
record AttachOptions(
        CredentialPlacement placement,
        Map<String, String> extra,
        Optional<Duration> httpTimeout,
        OptionalInt httpRetries,
        Optional<ResolvedStorage> storage,
        DuckDbExtensions extensions,
        boolean preflight) {
    /** What DuckDB 1.5.5 takes beside the options that have their own method, as a text or a number. */
    private static final Set<String> EXTRA = Set.of(
            "DEFAULT_REGION",
            "DEFAULT_SCHEMA",
            "DISABLE_MULTI_TABLE_COMMIT",
            "ENCODE_ENTIRE_PREFIX",
            "MAX_TABLE_STALENESS",
            "PURGE_REQUESTED",
            "REMOVE_FILES_ON_DELETE",
            "SKIP_CREATE_TABLE_METADATA_UPDATES",
            "STAGE_CREATE_TABLES",
            "SUPPORT_NESTED_NAMESPACES");

    AttachOptions {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** DuckDB's spelling of an option's name. */
    static String optionName(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static boolean isExtra(String option) {
        return EXTRA.contains(option);
    }

    static List<String> extras() {
        return List.copyOf(new TreeSet<>(EXTRA));
    }

    /** How long one request may take while attaching. */
    Duration timeout() {
        return httpTimeout.orElse(PolarisAttacher.DEFAULT_TIMEOUT);
    }

    /** The same in whole seconds, rounded up. */
    long timeoutSeconds() {
        Duration timeout = timeout();
        return timeout.getNano() == 0 ? timeout.getSeconds() : timeout.getSeconds() + 1;
    }

    /** How often a request is tried again while attaching. */
    int retries() {
        return httpRetries.orElse(1);
    }
}

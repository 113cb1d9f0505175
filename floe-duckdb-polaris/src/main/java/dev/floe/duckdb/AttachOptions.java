package dev.floe.duckdb;

import dev.floe.config.ResolvedStorage;
import dev.floe.config.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How to attach. */
record AttachOptions(
        CredentialPlacement placement,
        Map<String, String> extra,
        HttpOptions http,
        Optional<Duration> deadline,
        Optional<ResolvedStorage> storage,
        DuckDbExtensions extensions,
        boolean preflight) {
    private static final int RETRIES = 1;

    AttachOptions {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** DuckDB's spelling of an option's name. */
    static String optionName(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static boolean isExtra(String option) {
        return extras().contains(option);
    }

    /** The names of options that have no method of their own. */
    static List<String> extras() {
        return Capabilities.extras();
    }

    /** Every secret that attaching sends; a list of its own each time. */
    List<Secret> secrets(AttachTarget target) {
        List<Secret> secrets = new ArrayList<>(http.secrets());
        target.credentials().ifPresent(credentials -> secrets.add(credentials.clientSecret()));
        storage.flatMap(ResolvedStorage::keys).ifPresent(keys -> secrets.add(keys.secretAccessKey()));
        return secrets;
    }

    /** How long one request may take while attaching. */
    Duration timeout() {
        return http.timeout().orElse(PolarisAttacher.DEFAULT_TIMEOUT);
    }

    /** How often a request is tried again while attaching. */
    int retries() {
        return http.retries().orElse(RETRIES);
    }
}

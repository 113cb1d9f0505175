package dev.floe.config.internal.check;

import dev.floe.config.HttpConfig;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import java.util.Locale;

/** Rules for {@code http} of a catalog. */
final class HttpChecks {
    private static final String PROXY = "proxy";
    private static final String USER = "proxy_user";
    private static final String PASSWORD = "proxy_password";

    private HttpChecks() {}

    static void check(Tier tier, String path, HttpConfig http) {
        boolean proxy = http.proxy().isPresent() || tier.isSpoilt(KeyPath.of(path, PROXY));
        boolean user = http.proxyUser().isPresent() || tier.isSpoilt(KeyPath.of(path, USER));
        boolean password = http.proxyPassword().isPresent() || tier.isSpoilt(KeyPath.of(path, PASSWORD));
        missing(tier, KeyPath.of(path, PROXY), (user || password) && !proxy, "the proxy that is logged in to");
        missing(tier, KeyPath.of(path, USER), password && !user, "who logs in to the proxy");
        missing(tier, KeyPath.of(path, PASSWORD), user && !password, "the proxy's password: {secret_ref: name}");
        String headers = KeyPath.of(path, "headers");
        http.headers().forEach((name, value) -> {
            String header = KeyPath.of(headers, name);
            if (http.realm().isPresent() && name.equalsIgnoreCase(HttpConfig.REALM_HEADER)) {
                tier.problem(header, Codes.CONFLICTING_KEYS, "the key realm says it already");
            }
            if (!tier.isSpoilt(header)) {
                try {
                    HttpConfig.checkHeader(name, value);
                } catch (IllegalArgumentException e) {
                    tier.problem(header, Codes.UNSUPPORTED, String.valueOf(e.getMessage()));
                }
            }
        });
        if (http.headers().keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < http.headers().size()) {
            tier.problem(headers, Codes.CONFLICTING_KEYS, "the same header is given twice; their case does not matter");
        }
    }

    private static void missing(Tier tier, String path, boolean missing, String what) {
        if (missing) {
            tier.problem(path, Codes.MISSING_KEY, "this key is missing: " + what);
        }
    }
}

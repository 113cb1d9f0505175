package dev.floe.duckdb;

import dev.floe.config.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The proxy that the environment names: {@code https_proxy}, {@code HTTPS_PROXY} and {@code http_proxy} as curl reads them, {@code
 * HTTP_PROXY} for every address as DuckDB (1.5.5) reads it, {@code all_proxy}, and {@code no_proxy} for exceptions.
 */
final class ProxyVariables {
    private ProxyVariables() {}

    static Optional<HttpProxy> proxyFor(URI address, Function<String, Optional<String>> environment) {
        boolean tls = "https".equalsIgnoreCase(address.getScheme());
        List<String> names = tls
                ? List.of("https_proxy", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
                : List.of("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");
        Optional<String> value = first(names, environment);
        if (value.isEmpty() || excepted(address.getHost(), first(List.of("no_proxy", "NO_PROXY"), environment))) {
            return Optional.empty();
        }
        return Optional.of(parsed(value.get()));
    }

    private static Optional<String> first(List<String> names, Function<String, Optional<String>> environment) {
        return names.stream()
                .map(environment)
                .flatMap(Optional::stream)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static boolean excepted(String host, Optional<String> exceptions) {
        String name = host.toLowerCase(Locale.ROOT);
        for (String entry : exceptions.orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            String suffix = entry.startsWith(".") ? entry.substring(1) : entry;
            if (entry.equals("*") || (!suffix.isEmpty() && (name.equals(suffix) || name.endsWith("." + suffix)))) {
                return true;
            }
        }
        return false;
    }

    /** Unlike an option of floe's, a variable may hold a log-in: that is how other programs have it. */
    private static HttpProxy parsed(String value) {
        String text = value.contains("://") ? value : "http://" + value;
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
        String login = uri.getRawUserInfo();
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw unusable();
        }
        HttpProxy proxy = HttpProxy.at(
                URI.create("http://" + uri.getHost() + (uri.getPort() < 0 ? ":1080" : ":" + uri.getPort())));
        if (login == null) {
            return proxy;
        }
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        String password = colon < 0 ? "" : decoded(login.substring(colon + 1));
        return proxy.withLogin(user, Secret.of("password of the environment's proxy", () -> password));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the value, for it may hold a password. */
    private static DuckDbException unusable() {
        return DuckDbException.of(
                dev.floe.ErrorCode.SETTING_REFUSED,
                "The environment names a proxy that is not http://host:port (HTTPS_PROXY, http_proxy or ALL_PROXY)."
                        + " Name the proxy in floe's own options, or take the host out with NO_PROXY.");
    }
}

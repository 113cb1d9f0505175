package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a catalog is reached over HTTP, with its secret resolved.
 *
 * @param caFile a PEM file with the authorities to trust instead of the system's; absolute
 * @param proxy the proxy, {@code http://host:port}
 * @param proxyUser who logs in to it
 * @param proxyPassword the proof; there exactly if there is a user
 * @param timeout how long one request may take
 * @param retries how often a request is tried again
 * @param headers further headers of every request, the realm's among them
 */
public record ResolvedHttp(
        Optional<Path> caFile,
        Optional<URI> proxy,
        Optional<String> proxyUser,
        Optional<Secret> proxyPassword,
        Optional<Duration> timeout,
        OptionalInt retries,
        Map<String, String> headers) {
    /** Copies the map; checks that nothing is null. */
    public ResolvedHttp {
        requireNonNull(caFile, "caFile");
        requireNonNull(proxy, "proxy");
        requireNonNull(proxyUser, "proxyUser");
        requireNonNull(proxyPassword, "proxyPassword");
        requireNonNull(timeout, "timeout");
        requireNonNull(retries, "retries");
        headers = Copies.map(headers, "headers");
    }

    /** Nothing stated. */
    public static ResolvedHttp none() {
        return new ResolvedHttp(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Map.of());
    }
}

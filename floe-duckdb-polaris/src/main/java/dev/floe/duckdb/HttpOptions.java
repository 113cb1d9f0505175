package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.HttpConfig;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedHttp;
import dev.floe.config.Secret;
import dev.floe.duckdb.internal.rest.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a catalog is reached over HTTP: the same for floe's own requests (preflight, administration), for those of DuckDB and for
 * commits. What one of the three cannot honour is refused with {@code SETTING_REFUSED}. Immutable.
 *
 * <p>Certificates are always verified; there is no option to accept any. Redirects are not followed, for they would carry credentials
 * to an address that nobody named.
 *
 * @param caFile a PEM file with the certificates of the authorities to trust, instead of those of the system; absolute
 * @param proxy the proxy; if empty, the one that the environment names ({@code HTTPS_PROXY} and the like), else none
 * @param timeout how long one request may take, connecting included; at least a second, DuckDB rounds up to whole ones. If empty,
 *     {@link PolarisAttacher#DEFAULT_TIMEOUT} while attaching, and what DuckDB and Iceberg's library have of their own afterwards
 * @param retries how often a request is tried again that got 429 or 503, or whose connection broke, 0 to 20. If empty, once while
 *     attaching, and what DuckDB and Iceberg's library have of their own afterwards
 * @param headers further headers of every request, by name. <strong>Their values are readable</strong> by any SQL on the instance
 *     ({@code duckdb_secrets()}): not for secrets
 */
public record HttpOptions(
        Optional<Path> caFile,
        Optional<HttpProxy> proxy,
        Optional<Duration> timeout,
        OptionalInt retries,
        Map<String, String> headers) {
    /** The header that names the realm to Apache Polaris. */
    public static final String REALM_HEADER = HttpConfig.REALM_HEADER;

    /** What Iceberg's library would take for commits alone, and the key that reaches all. */
    private static final Map<String, String> COMMITS_ONLY = Map.of(
            "rest.client.proxy.", "http.proxy",
            "rest.client.tls.", "http.ca_file",
            "rest.client.connection-timeout-ms", "http.timeout",
            "rest.client.socket-timeout-ms", "http.timeout",
            "rest.client.max-retries", "http.retries",
            "header.", "http.headers");

    /** Copies the map; checks that nothing is null and everything in range. */
    public HttpOptions {
        requireNonNull(proxy, "proxy");
        requireNonNull(caFile, "caFile").ifPresent(file -> {
            if (!file.isAbsolute()) {
                throw new IllegalArgumentException("the file of authorities must be an absolute path: " + file);
            }
        });
        requireNonNull(timeout, "timeout").ifPresent(time -> {
            if (time.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("the HTTP timeout must be at least one second: " + time);
            }
        });
        if (requireNonNull(retries, "retries").isPresent()
                && (retries.getAsInt() < 0 || retries.getAsInt() > HttpConfig.MAX_RETRIES)) {
            throw new IllegalArgumentException(
                    "HTTP retries must be between 0 and " + HttpConfig.MAX_RETRIES + ": " + retries.getAsInt());
        }
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            HttpConfig.checkHeader(name, value);
            if (sorted.put(name, value) != null) {
                throw new IllegalArgumentException("the header " + name + " is given twice");
            }
        });
        headers = Collections.unmodifiableMap(sorted);
    }

    /** Nothing stated: system trust, the environment's proxy, default bounds, no further headers. */
    public static HttpOptions none() {
        return new HttpOptions(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Map.of());
    }

    /**
     * What a configuration says of a catalog.
     *
     * @throws DuckDbException {@code SETTING_REFUSED} for a value that cannot be, and for properties of Iceberg's library that would
     *     reach commits but neither DuckDB nor floe's own requests
     */
    public static HttpOptions of(IcebergRestCatalog catalog) {
        for (String property : catalog.properties().keySet()) {
            for (Map.Entry<String, String> other : COMMITS_ONLY.entrySet()) {
                if (property.startsWith(other.getKey())) {
                    throw DuckDbException.of(
                            ErrorCode.SETTING_REFUSED,
                            "The property " + property + " of catalog '" + catalog.name()
                                    + "' would reach commits, but neither DuckDB nor preflight. Use the key "
                                    + other.getValue() + " of the catalog, which reaches all of them.");
                }
            }
        }
        ResolvedHttp http = catalog.http();
        try {
            return new HttpOptions(
                    http.caFile(),
                    http.proxy().map(address -> HttpProxy.at(address).with(http.proxyUser(), http.proxyPassword())),
                    http.timeout(),
                    http.retries(),
                    http.headers());
        } catch (IllegalArgumentException e) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "How catalog '" + catalog.name() + "' is to be reached is refused: " + e.getMessage() + ".");
        }
    }

    /** These options with authorities to trust instead of the system's. */
    public HttpOptions withCaFile(Path file) {
        return new HttpOptions(Optional.of(file), proxy, timeout, retries, headers);
    }

    /** These options with a proxy. */
    public HttpOptions withProxy(HttpProxy through) {
        return new HttpOptions(caFile, Optional.of(through), timeout, retries, headers);
    }

    /** These options with another bound of a request. */
    public HttpOptions withTimeout(Duration time) {
        return new HttpOptions(caFile, proxy, Optional.of(time), retries, headers);
    }

    /** These options with another number of retries. */
    public HttpOptions withRetries(int count) {
        return new HttpOptions(caFile, proxy, timeout, OptionalInt.of(count), headers);
    }

    /**
     * These options with one more header; its value is readable by SQL on the instance.
     *
     * @throws IllegalArgumentException if it is no header that a program may set, or holds anything but printable ASCII
     */
    public HttpOptions withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new HttpOptions(caFile, proxy, timeout, retries, more);
    }

    /** These options for a realm of Apache Polaris; the header {@value #REALM_HEADER}. */
    public HttpOptions withRealm(String realm) {
        return withHeader(REALM_HEADER, realm);
    }

    /** These options with the environment's proxy for an address, unless they name one themselves. */
    public HttpOptions resolved(URI address, Function<String, Optional<String>> environment) {
        if (proxy.isPresent()) {
            return this;
        }
        return ProxyVariables.proxyFor(address, environment)
                .map(this::withProxy)
                .orElse(this);
    }

    /** The secrets among them. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        proxy.flatMap(HttpProxy::password).ifPresent(secrets::add);
        return secrets;
    }

    /**
     * The authorities of {@link #caFile}, read now.
     *
     * @throws DuckDbException {@code SETTING_REFUSED} if the file cannot be read, or holds no certificate
     */
    public Optional<KeyStore> authorities() {
        return caFile.map(file -> {
            try {
                return Trust.authorities(file);
            } catch (IOException | GeneralSecurityException e) {
                throw DuckDbException.of(
                        ErrorCode.SETTING_REFUSED,
                        "The file of certificate authorities " + file + " cannot be used: " + e.getMessage()
                                + ". Expected a file with certificates in PEM form.",
                        e,
                        Redactor.none());
            }
        });
    }
}

package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

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
    public static final String REALM_HEADER = "Polaris-Realm";

    /** The property of a catalog for {@link #caFile}. */
    public static final String CA_FILE_PROPERTY = "http.ca-file";

    /** The property of a catalog for {@link #proxy}. */
    public static final String PROXY_PROPERTY = "http.proxy";

    /** The property of a catalog for {@link #timeout}, in whole seconds. */
    public static final String TIMEOUT_PROPERTY = "http.timeout-seconds";

    /** The property of a catalog for {@link #retries}. */
    public static final String RETRIES_PROPERTY = "http.retries";

    /** What the properties of a catalog begin with that are {@link #headers}. */
    public static final String HEADER_PROPERTY = "header.";

    private static final int MAX_RETRIES = 20;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /** Headers that say who asks, or belong to the connection: what sets them is another option, or the client itself. */
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "proxy-authorization",
            "transfer-encoding",
            "upgrade",
            "x-iceberg-access-delegation");

    /** What Iceberg's library would take for commits alone, and what to say instead. */
    private static final Map<String, String> COMMITS_ONLY = Map.of(
            "rest.client.proxy.", PROXY_PROPERTY,
            "rest.client.tls.", CA_FILE_PROPERTY,
            "rest.client.connection-timeout-ms", TIMEOUT_PROPERTY,
            "rest.client.socket-timeout-ms", TIMEOUT_PROPERTY,
            "rest.client.max-retries", RETRIES_PROPERTY);

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
                && (retries.getAsInt() < 0 || retries.getAsInt() > MAX_RETRIES)) {
            throw new IllegalArgumentException(
                    "HTTP retries must be between 0 and " + MAX_RETRIES + ": " + retries.getAsInt());
        }
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            check(name, value);
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
     * What the properties of a catalog say: {@value #CA_FILE_PROPERTY}, {@value #PROXY_PROPERTY}, {@value #TIMEOUT_PROPERTY},
     * {@value #RETRIES_PROPERTY}, {@value #HEADER_PROPERTY}NAME.
     *
     * @throws DuckDbException {@code SETTING_REFUSED} for a value that cannot be, and for properties of Iceberg's library that would
     *     reach commits but not DuckDB
     */
    public static HttpOptions of(IcebergRestCatalog catalog) {
        HttpOptions options = none();
        for (Map.Entry<String, String> property : catalog.properties().entrySet()) {
            String name = property.getKey();
            String value = property.getValue();
            for (Map.Entry<String, String> other : COMMITS_ONLY.entrySet()) {
                if (name.startsWith(other.getKey())) {
                    throw DuckDbException.of(
                            ErrorCode.SETTING_REFUSED,
                            "The property " + name + " of catalog '" + catalog.name()
                                    + "' would reach commits, but neither DuckDB nor preflight. Use " + other.getValue()
                                    + ", which reaches all of them.");
                }
            }
            try {
                options = options.with(name, value);
            } catch (IllegalArgumentException e) {
                throw DuckDbException.of(
                        ErrorCode.SETTING_REFUSED,
                        "The property " + name + " of catalog '" + catalog.name() + "' is refused: " + e.getMessage()
                                + ".");
            }
        }
        return options;
    }

    private HttpOptions with(String property, String value) {
        if (property.startsWith(HEADER_PROPERTY)) {
            return withHeader(property.substring(HEADER_PROPERTY.length()), value);
        }
        return switch (property) {
            case CA_FILE_PROPERTY -> withCaFile(Path.of(value));
            case PROXY_PROPERTY -> withProxy(HttpProxy.at(URI.create(value)));
            case TIMEOUT_PROPERTY -> withTimeout(Duration.ofSeconds(number(value)));
            case RETRIES_PROPERTY -> withRetries((int) Math.min(number(value), Integer.MAX_VALUE));
            default -> this;
        };
    }

    private static long number(String value) {
        if (!value.strip().matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + value + "' is not a whole number");
        }
        return Long.parseLong(value.strip());
    }

    /** Whether a property of a catalog is one of these options, so that nobody else needs to take it. */
    static boolean isProperty(String name) {
        return name.startsWith(HEADER_PROPERTY) || name.startsWith("http.");
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

    private static void check(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the header '" + name
                    + "' cannot be sent; names are letters, digits and dashes, values printable ASCII");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name
                    + " has its own option, or belongs to the connection; it cannot be given as a header");
        }
    }
}

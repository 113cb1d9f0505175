package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * How a catalog is reached over HTTP: the {@code http} section of a catalog. The same holds for floe's own requests, for DuckDB's and
 * for commits.
 *
 * @param caFile a PEM file with the certificates of the authorities to trust, instead of those of the system; a relative one is relative
 *     to the file that says it
 * @param proxy the proxy, {@code http://host:port}; if empty, the one that the environment names
 * @param proxyUser who logs in to the proxy
 * @param proxyPassword where the proxy's password is kept; there exactly if there is a user
 * @param timeout how long one request may take, in seconds; 1 to {@value #MAX_TIMEOUT}
 * @param retries how often a request is tried again; 0 to {@value #MAX_RETRIES}
 * @param realm the realm of Apache Polaris, sent as the header {@value #REALM_HEADER}
 * @param headers further headers of every request, by name; not for secrets
 */
@ConfigStyle
@Value.Builder
public record HttpConfig(
        Optional<Path> caFile,
        Optional<URI> proxy,
        Optional<String> proxyUser,
        Optional<SecretRef> proxyPassword,
        OptionalInt timeout,
        OptionalInt retries,
        Optional<String> realm,
        Map<String, String> headers) {
    /** The header that names the realm to Apache Polaris. */
    public static final String REALM_HEADER = "Polaris-Realm";

    /** The longest time that a request may be given, in seconds. */
    public static final int MAX_TIMEOUT = 3600;

    /** How often a request may be tried again at most. */
    public static final int MAX_RETRIES = 20;

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

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /** Copies the map; checks that nothing is null. */
    public HttpConfig {
        requireNonNull(caFile, "caFile");
        requireNonNull(proxy, "proxy");
        requireNonNull(proxyUser, "proxyUser");
        requireNonNull(proxyPassword, "proxyPassword");
        requireNonNull(timeout, "timeout");
        requireNonNull(retries, "retries");
        requireNonNull(realm, "realm");
        headers = Copies.map(headers, "headers");
    }

    /**
     * Checks a header that a program may set.
     *
     * @throws IllegalArgumentException if it belongs to another option or to the connection, or cannot be sent; the message names the
     *     header and not its value
     */
    public static void checkHeader(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the header '" + name
                    + "' cannot be sent; names are letters, digits and dashes, values printable ASCII");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name
                    + " has its own option, or belongs to the connection; it cannot be given as a header");
        }
    }

    /** A builder with every key at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link HttpConfig}. */
    public static final class Builder extends HttpConfigBuilder {
        Builder() {}
    }
}

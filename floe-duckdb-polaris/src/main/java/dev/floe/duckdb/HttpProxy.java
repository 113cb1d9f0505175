package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.config.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * An HTTP proxy, spoken to in plain HTTP; {@code https} catalogs are reached through a tunnel that it opens.
 *
 * @param host its name or address
 * @param port its port, 1 to 65535
 * @param user who logs in to it; nobody if empty
 * @param password the proof; there exactly if there is a user
 */
public record HttpProxy(String host, int port, Optional<String> user, Optional<Secret> password) {
    private static final int DEFAULT_PORT = 80;

    /** Checks that nothing is null, and the port and the log-in. */
    public HttpProxy {
        if (requireNonNull(host, "host").isBlank() || host.indexOf('/') >= 0) {
            throw new IllegalArgumentException("'" + host + "' is not the host of a proxy");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a proxy's port is between 1 and 65535: " + port);
        }
        if (requireNonNull(user, "user").isPresent()
                != requireNonNull(password, "password").isPresent()) {
            throw new IllegalArgumentException("a proxy's user and password go together; only one was given");
        }
    }

    /**
     * The proxy at an address.
     *
     * @param address {@code http://host:port}; the port is 80 if not given
     * @throws IllegalArgumentException if it is something else, or holds a user: a password does not belong into an address
     */
    public static HttpProxy at(URI address) {
        if (!"http".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("the address of a proxy is http://host:port");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address of the proxy " + address.getHost()
                    + " holds a user; give user and password on their own");
        }
        int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
        return new HttpProxy(address.getHost(), port, Optional.empty(), Optional.empty());
    }

    /** This proxy with a log-in. */
    public HttpProxy withLogin(String name, Secret secret) {
        return new HttpProxy(host, port, Optional.of(name), Optional.of(secret));
    }

    /** This proxy with a log-in, if there is one. */
    HttpProxy with(Optional<String> name, Optional<Secret> secret) {
        return new HttpProxy(host, port, name, secret);
    }

    /** {@code http://host:port}, without the log-in. */
    public URI address() {
        return URI.create("http://" + host + ":" + port);
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(host, port);
    }
}

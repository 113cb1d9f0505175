package dev.floe.config.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses of servers. */
public final class Addresses {
    private static final String EXPECTED = "; an address such as https://host/path is expected";

    private Addresses() {}

    /**
     * An http or https address, without slashes at its end.
     *
     * @throws IllegalArgumentException if it is not one; the message does not repeat it, for it may hold a password
     */
    public static URI http(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("this is not an address" + EXPECTED);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the address has to begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw new IllegalArgumentException("the address may not hold a user or a password; use credentials");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the address names no valid host" + EXPECTED);
        }
        if (uri.getPort() > 65_535) {
            throw new IllegalArgumentException("the address's port is out of range");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the address may not have a query (?) or a fragment (#)");
        }
        String plain = uri.toString();
        int end = plain.length();
        while (plain.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(plain.substring(0, end));
    }
}

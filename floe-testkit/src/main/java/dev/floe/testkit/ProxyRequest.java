package dev.floe.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that reached a {@link FaultProxy}, without its body.
 *
 * @param method the HTTP method
 * @param target the request target as it was sent: a path with its query, an absolute address for a forward proxy, {@code host:port}
 *     for {@code CONNECT}
 * @param headers the headers; names are looked up without case
 */
public record ProxyRequest(String method, String target, Map<String, String> headers) {
    /** Copies the map. */
    public ProxyRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** Whether it is for the token endpoint. */
    public boolean isLogin() {
        return target.endsWith("/oauth/tokens");
    }

    /** The request line, without the values of headers, which may hold credentials. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}

package dev.floe.iceberg.internal;

import dev.floe.config.Secret;
import dev.floe.duckdb.HttpOptions;
import java.util.HashMap;
import java.util.Map;

/** floe's HTTP options in the words of Iceberg's REST client (1.12), which has them as properties of the catalog. */
final class HttpProperties {
    /** What Iceberg's names of headers that every request has begin with. */
    static final String HEADER = "header.";

    private static final String CLIENT = "rest.client.";
    private static final String CONNECT_TIMEOUT_DEFAULT = "10000";

    private HttpProperties() {}

    /** Never to be logged: it may hold a proxy's password. */
    static Map<String, String> of(HttpOptions http) {
        Map<String, String> properties = new HashMap<>();
        String timeout =
                http.timeout().map(time -> Long.toString(time.toMillis())).orElse(CONNECT_TIMEOUT_DEFAULT);
        properties.put(CLIENT + "connection-timeout-ms", timeout);
        if (http.timeout().isPresent()) {
            properties.put(CLIENT + "socket-timeout-ms", timeout);
        }
        // What Iceberg calls retries are attempts: the first one counts.
        http.retries().ifPresent(count -> properties.put(CLIENT + "max-retries", Integer.toString(count + 1)));
        http.proxy().ifPresent(proxy -> {
            properties.put(CLIENT + "proxy.hostname", proxy.host());
            properties.put(CLIENT + "proxy.port", Integer.toString(proxy.port()));
            proxy.user().ifPresent(user -> properties.put(CLIENT + "proxy.username", user));
            proxy.password().map(Secret::reveal).ifPresent(word -> properties.put(CLIENT + "proxy.password", word));
        });
        http.caFile().ifPresent(file -> {
            properties.put(CLIENT + "tls.configurer-impl", CaFileTls.class.getName());
            properties.put(CaFileTls.PROPERTY, file.toString());
        });
        http.headers().forEach((name, value) -> properties.put(HEADER + name, value));
        return properties;
    }
}

package dev.floe.duckdb;

import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The temporary DuckDB secret of type http that gives the requests to one catalog, and to its token endpoint, their proxy and headers,
 * and makes DuckDB verify certificates where the instance's settings do not. It lives as long as the catalog is attached.
 */
final class HttpSecret {
    /** What the names of these secrets begin with. */
    static final String PREFIX = "floe_http_";

    private HttpSecret() {}

    /** Creates the secret if one is needed; its name. */
    static Optional<String> create(
            Connection own, String alias, HttpRoute route, Capabilities capabilities, String nonce)
            throws SQLException {
        HttpOptions http = route.http();
        boolean insist = route.insist() && capabilities.verifiesCertificates();
        if (http.proxy().isEmpty() && http.headers().isEmpty() && !insist) {
            return Optional.empty();
        }
        List<String> options =
                new ArrayList<>(List.of("TYPE http", "SCOPE " + Sql.literals(List.copyOf(route.scopes()))));
        List<Object> values = new ArrayList<>();
        http.proxy().ifPresent(proxy -> {
            options.add("HTTP_PROXY ?");
            values.add(proxy.host() + ":" + proxy.port());
            proxy.user().ifPresent(user -> {
                options.add("HTTP_PROXY_USERNAME ?");
                values.add(user);
            });
            proxy.password().ifPresent(password -> {
                options.add("HTTP_PROXY_PASSWORD ?");
                values.add(password.reveal());
            });
        });
        if (!http.headers().isEmpty()) {
            options.add(http.headers().keySet().stream()
                    .map(name -> Sql.literal(name) + ": ?")
                    .collect(Collectors.joining(", ", "EXTRA_HTTP_HEADERS MAP {", "}")));
            values.addAll(http.headers().values());
        }
        if (insist) {
            options.add("VERIFY_SSL true");
        }
        String name = prefix(alias) + nonce;
        Queries.run(
                own,
                "CREATE TEMPORARY SECRET " + Sql.identifier(name) + " (" + String.join(", ", options) + ")",
                values);
        return Optional.of(name);
    }

    /** What the secrets for an alias are called. */
    static String prefix(String alias) {
        return PREFIX + Fingerprint.of(alias.toLowerCase(Locale.ROOT)) + "_";
    }
}

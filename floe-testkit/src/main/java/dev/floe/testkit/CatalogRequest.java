package dev.floe.testkit;

import java.util.Optional;

/**
 * A request that reached an {@link EmbeddedCatalog}, without its body and its token.
 *
 * @param method the HTTP method in upper case
 * @param path the path below the catalog's address, still percent-encoded: {@code /v1/floe_wh/namespaces/a%1Fb/tables};
 *     for the management API the whole path
 * @param query the query string, still percent-encoded; empty when there is none
 * @param clientId the client id of the principal whose valid token the request carried; empty at the token endpoint and
 *     for a request that will get a 401
 */
public record CatalogRequest(String method, String path, String query, Optional<String> clientId) {

    /** The request line, as {@code POST /v1/floe_wh/namespaces?…}. */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}

package dev.floe.duckdb.internal.rest;

import dev.floe.ErrorCode;
import dev.floe.config.OAuth2Credentials;
import dev.floe.duckdb.HttpOptions;
import dev.floe.duckdb.internal.Deadline;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an Iceberg REST catalog what DuckDB is going to ask, with bounds and exact answers. */
public final class CatalogClient {
    private final URI uri;
    private final RestClient http;

    /** A bearer token; if the server says so, its end and the scope that it stands for. */
    public record Token(String value, Optional<Instant> expiresAt, Optional<String> scope) {
        /** Never the value. */
        @Override
        public String toString() {
            return "Token[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * What a catalog says of a warehouse.
     *
     * @param prefix what its paths begin with; empty if nothing
     * @param clockSkew how far this machine's clock is ahead of the server's, to the second; empty if it does not tell
     */
    public record Configuration(String prefix, Optional<Duration> clockSkew) {}

    /**
     * A client of one catalog.
     *
     * @param timeout how long one request may take as a whole
     */
    public CatalogClient(URI uri, HttpOptions options, Duration timeout, int retries, Deadline deadline) {
        this.uri = uri;
        this.http = new RestClient(options, timeout, retries, deadline);
    }

    /** Fetches a token with client credentials, as DuckDB does. */
    public Token token(OAuth2Credentials credentials) throws RestFailure {
        String login = credentials.clientId().reveal() + ":"
                + credentials.clientSecret().reveal();
        Answer answer = http.send(RestClient.request(credentials.tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=" + encode(credentials.scope()))));
        Map<String, @Nullable Object> json = answer.json();
        if (answer.status() == 200) {
            String token = Json.text(json, "access_token")
                    .orElseThrow(() -> new RestFailure(
                            ErrorCode.CATALOG_FAILED,
                            credentials.tokenEndpoint() + " answered without an access_token"));
            Optional<Instant> end = json.get("expires_in") instanceof Double seconds
                    ? Optional.of(Instant.now().plusSeconds(seconds.longValue()))
                    : Optional.empty();
            return new Token(token, end, Json.text(json, "scope"));
        }
        ErrorCode code = switch (answer.status()) {
            case 400 ->
                Json.text(json, "error").filter("invalid_scope"::equals).isPresent()
                        ? ErrorCode.CATALOG_FORBIDDEN
                        : ErrorCode.CATALOG_UNAUTHORIZED;
            case 401 -> ErrorCode.CATALOG_UNAUTHORIZED;
            case 403 -> ErrorCode.CATALOG_FORBIDDEN;
            case 404 -> ErrorCode.CATALOG_UNREACHABLE;
            default -> ErrorCode.CATALOG_FAILED;
        };
        throw new RestFailure(
                code, "the token endpoint " + credentials.tokenEndpoint() + " answered " + answer.shown());
    }

    /** Asks for the configuration of a warehouse, which the catalog only has if it knows the warehouse. */
    public Configuration config(String warehouse, Optional<Token> token) throws RestFailure {
        Answer answer = get("/v1/config?warehouse=" + encode(warehouse), token);
        if (answer.status() == 404) {
            throw new RestFailure(ErrorCode.WAREHOUSE_NOT_FOUND, "the catalog answered " + answer.shown());
        }
        Map<String, @Nullable Object> json = checked(answer);
        if (!(json.get("defaults") instanceof Map) && !(json.get("overrides") instanceof Map)) {
            throw new RestFailure(
                    ErrorCode.CATALOG_FAILED,
                    answer.from() + " answered something that is no configuration of an Iceberg REST catalog");
        }
        Optional<Duration> skew = answer.date().map(there -> Duration.between(there, Instant.now()));
        return new Configuration(Json.text(json, "prefix").orElse(""), skew);
    }

    /** The namespaces at the top of a warehouse, their levels joined by dots; the first page of them. */
    public List<String> namespaces(Configuration configuration, Optional<Token> token) throws RestFailure {
        Map<String, @Nullable Object> json = checked(get(prefixed(configuration) + "/namespaces", token));
        List<String> names = new ArrayList<>();
        if (json.get("namespaces") instanceof List<?> list) {
            for (Object name : list) {
                names.add(name instanceof List<?> levels ? String.join(".", texts(levels)) : String.valueOf(name));
            }
        }
        return names;
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    private static String prefixed(Configuration configuration) {
        return configuration.prefix().isEmpty() ? "/v1" : "/v1/" + configuration.prefix();
    }

    private Answer get(String path, Optional<Token> token) throws RestFailure {
        HttpRequest.Builder request = RestClient.request(URI.create(uri + path));
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t.value()));
        return http.send(request.GET());
    }

    private static Map<String, @Nullable Object> checked(Answer answer) throws RestFailure {
        if (answer.ok()) {
            return answer.json();
        }
        ErrorCode code = switch (answer.status()) {
            case 401 -> ErrorCode.CATALOG_UNAUTHORIZED;
            case 403 -> ErrorCode.CATALOG_FORBIDDEN;
            default -> ErrorCode.CATALOG_FAILED;
        };
        throw new RestFailure(code, "the catalog answered " + answer.shown());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

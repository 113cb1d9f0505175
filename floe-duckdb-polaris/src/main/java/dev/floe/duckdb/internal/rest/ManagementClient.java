package dev.floe.duckdb.internal.rest;

import dev.floe.ErrorCode;
import dev.floe.config.OAuth2Credentials;
import dev.floe.duckdb.HttpOptions;
import dev.floe.duckdb.internal.Deadline;
import dev.floe.duckdb.internal.rest.CatalogClient.Token;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks to the management API of Apache Polaris (1.4.1). */
public final class ManagementClient {
    /** What the address for catalogs ends with. */
    public static final String CATALOG_PATH = "/api/catalog";

    private final URI catalogs;
    private final RestClient http;
    private final Token token;

    private ManagementClient(URI catalogs, RestClient http, Token token) {
        this.catalogs = catalogs;
        this.http = http;
        this.token = token;
    }

    /**
     * What came of creating something.
     *
     * @param now false if it was there already
     * @param clientId of a principal that was created now
     * @param clientSecret of a principal that was created now
     */
    public record Created(boolean now, Optional<String> clientId, Optional<String> clientSecret) {
        /** Never the secret. */
        @Override
        public String toString() {
            return "Created[now=" + now + "]";
        }
    }

    /** Logs in; a request is bounded by the timeout and not tried again. */
    public static ManagementClient logIn(
            URI catalogs, OAuth2Credentials credentials, HttpOptions options, Duration timeout, Deadline deadline)
            throws RestFailure {
        Token token = new CatalogClient(catalogs, options, timeout, 0, deadline).token(credentials);
        return new ManagementClient(catalogs, new RestClient(options, timeout, 0, deadline), token);
    }

    /** Creates something; that it is there already is no failure. */
    public Created create(List<String> path, Map<String, ?> body) throws RestFailure {
        Answer answer = send("POST", path, body);
        if (answer.status() == 409) {
            return new Created(false, Optional.empty(), Optional.empty());
        }
        Map<String, @Nullable Object> json = checked(answer);
        return new Created(true, Json.text(json, "clientId"), Json.text(json, "clientSecret"));
    }

    /** Gives a role or a grant. */
    public void put(List<String> path, Map<String, ?> body) throws RestFailure {
        checked(send("PUT", path, body));
    }

    /** Whether a role or grant is among those that are given at a path. */
    public boolean has(List<String> path, Map<String, ?> body) throws RestFailure {
        Answer answer = http.send(request(management(path)).GET());
        if (!answer.ok()) {
            return false;
        }
        Map<?, ?> wanted = (Map<?, ?>) body.values().iterator().next();
        String key = wanted.containsKey("privilege") ? "privilege" : "name";
        return answer.json().keySet().stream()
                .flatMap(list -> Json.objects(answer.json(), list).stream())
                .anyMatch(member -> String.valueOf(wanted.get(key)).equals(member.get(key)));
    }

    /** Creates a namespace; whether it was not there yet. */
    public boolean createNamespace(String catalog, List<String> levels) throws RestFailure {
        HttpRequest.Builder request = request(URI.create(catalogs + "/v1/" + segment(catalog) + "/namespaces"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("namespace", levels))));
        Answer answer = http.send(request);
        if (answer.status() == 409) {
            return false;
        }
        checked(answer);
        return true;
    }

    private Answer send(String method, List<String> path, Map<String, ?> body) throws RestFailure {
        return http.send(request(management(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    private HttpRequest.Builder request(URI address) {
        return RestClient.request(address).header("Authorization", "Bearer " + token.value());
    }

    private URI management(List<String> path) {
        String base = catalogs.toString();
        String api = base.substring(0, base.length() - CATALOG_PATH.length()) + "/api/management/v1/";
        return URI.create(api + path.stream().map(ManagementClient::segment).collect(Collectors.joining("/")));
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
        throw new RestFailure(code, "Polaris answered " + answer.shown());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

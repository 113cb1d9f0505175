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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks an Iceberg REST catalog what DuckDB is going to ask, with bounds and exact answers. */
public final class CatalogClient {
    private static final String CATALOG_PATH = "/api/catalog";
    private static final Pattern ACTIVATED = Pattern.compile("activated PrincipalRoles '\\[([^\\]]*)\\]'");

    private final URI uri;
    private final RestClient http;

    /** What a bearer token may consist of. */
    private static final Pattern SENDABLE = Pattern.compile("[!-~]+");

    /**
     * A bearer token.
     *
     * @param expiresAt its end, if the server says so
     * @param clockSkew how far this machine's clock is ahead of the server's, to the second; empty if the server does not tell
     */
    public record Token(String value, Optional<Instant> expiresAt, Optional<Duration> clockSkew) {
        /** Whom it was made out to, if it is one that says so. */
        Optional<String> subject() {
            return Json.text(Jwt.claims(value), "sub");
        }

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
     * @param location where its tables lie, if it says so
     */
    public record Configuration(String prefix, Optional<String> location) {}

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
            if (!SENDABLE.matcher(token).matches()) {
                throw new RestFailure(
                        ErrorCode.CATALOG_FAILED,
                        credentials.tokenEndpoint() + " answered with an access_token that cannot be sent in a header");
            }
            Optional<Instant> end = json.get("expires_in") instanceof Double seconds
                    ? Optional.of(Instant.now().plusSeconds(Jwt.seconds(seconds)))
                    : Optional.empty();
            Optional<Duration> skew = Jwt.issuedAt(token)
                    .or(answer::date)
                    .map(there -> Duration.between(there, Instant.now()).truncatedTo(ChronoUnit.SECONDS));
            return new Token(token, end, skew);
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
        return new Configuration(Json.text(json, "prefix").orElse(""), Json.text(json, "default-base-location"));
    }

    /** The namespaces at the top of a warehouse, their levels joined by dots; the first page of them. */
    public List<String> namespaces(Configuration configuration, Optional<Token> token) throws RestFailure {
        Answer answer = get(prefixed(configuration) + "/namespaces", token);
        if (!(checked(answer).get("namespaces") instanceof List<?> list)) {
            throw new RestFailure(
                    ErrorCode.CATALOG_FAILED, answer.from() + " answered something that is no list of namespaces");
        }
        List<String> names = new ArrayList<>();
        for (Object name : list) {
            names.add(name instanceof List<?> levels ? String.join(".", texts(levels)) : String.valueOf(name));
        }
        return names;
    }

    /**
     * Asks the catalog to plan a table, which needs the privilege to create one and changes nothing.
     *
     * @param namespace its levels
     * @param delegation what {@code X-Iceberg-Access-Delegation} says; empty for none
     */
    public void stageTable(
            Configuration configuration, Optional<Token> token, List<String> namespace, Optional<String> delegation)
            throws RestFailure {
        Map<String, Object> schema = Map.of(
                "type", "struct", "fields", List.of(Map.of("id", 1, "name", "a", "required", false, "type", "int")));
        String body = Json.write(Map.of("name", "floe_preflight", "schema", schema, "stage-create", true));
        String levels = namespace.stream().map(CatalogClient::segment).collect(Collectors.joining("%1F"));
        HttpRequest.Builder request = RestClient.request(
                        URI.create(uri + prefixed(configuration) + "/namespaces/" + levels + "/tables"))
                .header("Content-Type", "application/json");
        delegation.ifPresent(mode -> request.header("X-Iceberg-Access-Delegation", mode));
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t.value()));
        Answer answer = http.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.status() == 404) {
            throw new RestFailure(
                    ErrorCode.NAMESPACE_NOT_FOUND,
                    "the catalog answered " + answer.shown() + " for namespace " + String.join(".", namespace));
        }
        if (answer.status() == 400 && delegation.isPresent()) {
            throw new RestFailure(
                    ErrorCode.CATALOG_FAILED, "the catalog does not vend credentials: it answered " + answer.shown());
        }
        if (answer.status() != 409) {
            checked(answer);
        }
    }

    /** The roles that a token really stands for, as far as Apache Polaris tells; empty for other catalogs. */
    public Optional<List<String>> activatedRoles(Token token) throws RestFailure {
        String address = uri.toString();
        if (!address.endsWith(CATALOG_PATH) || token.subject().isEmpty()) {
            return Optional.empty();
        }
        // Most principals may not ask this; the refusal names the roles that were activated, which is what is wanted
        // (1.4.1).
        String path = "/management/v1/principals/" + segment(token.subject().get()) + "/principal-roles";
        HttpRequest.Builder request = RestClient.request(
                        URI.create(address.substring(0, address.length() - "/catalog".length()) + path))
                .header("Authorization", "Bearer " + token.value());
        Matcher told = ACTIVATED.matcher(http.send(request.GET()).body());
        return told.find() ? Optional.of(List.of(told.group(1).split(",\\s*", -1))) : Optional.empty();
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

    private static String segment(String text) {
        return encode(text).replace("+", "%20");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

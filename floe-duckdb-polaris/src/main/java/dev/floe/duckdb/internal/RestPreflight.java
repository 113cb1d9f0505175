package dev.floe.duckdb.internal;

import dev.floe.ErrorCode;
import dev.floe.config.OAuth2Credentials;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks a catalog what DuckDB is going to ask, with bounds and exact answers. */
public final class RestPreflight {
    private static final List<String> PROXY_VARIABLES = List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY");
    private static final int SHOWN = 300;

    private final URI uri;
    private final Duration timeout;
    private final HttpClient client;

    /** A bearer token and, if the server says so, its end. */
    public record Token(String value, Optional<Instant> expiresAt) {
        /** Never the value. */
        @Override
        public String toString() {
            return "Token[expiresAt=" + expiresAt + "]";
        }
    }

    /** What went wrong; the message may quote the server's answer. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final ErrorCode code;
        private final boolean onlyDuckDbCanTell;

        Failure(ErrorCode code, String message, @Nullable Throwable cause, boolean onlyDuckDbCanTell) {
            super(message, cause);
            this.code = code;
            this.onlyDuckDbCanTell = onlyDuckDbCanTell;
        }

        /** What kind of failure. */
        public ErrorCode code() {
            return code;
        }

        /** Whether DuckDB, which trusts other certificates than the JVM, may succeed all the same. */
        public boolean onlyDuckDbCanTell() {
            return onlyDuckDbCanTell;
        }
    }

    /**
     * A preflight of one catalog.
     *
     * @param uri its address
     * @param timeout how long connecting, and one request, may take
     */
    public RestPreflight(URI uri, Duration timeout) {
        this.uri = uri;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Whether DuckDB goes through a proxy, which only DuckDB then knows how to use. */
    public static boolean proxied(Connection connection, Map<String, String> environment) throws SQLException {
        boolean variable = PROXY_VARIABLES.stream()
                .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty()
                        || !environment
                                .getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "")
                                .isEmpty());
        return variable
                || Queries.text(connection, "SELECT value FROM duckdb_settings() WHERE name = 'http_proxy'")
                        .filter(proxy -> !proxy.isEmpty())
                        .isPresent();
    }

    /** Fetches a token with client credentials, as DuckDB does. */
    public Token token(OAuth2Credentials credentials) throws Failure {
        String login = credentials.clientId().reveal() + ":"
                + credentials.clientSecret().reveal();
        HttpRequest request = HttpRequest.newBuilder(credentials.tokenEndpoint())
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=" + encode(credentials.scope())))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 200) {
            String token = FlatJson.text(response.body(), "access_token")
                    .orElseThrow(() -> failure(
                            ErrorCode.CATALOG_FAILED,
                            credentials.tokenEndpoint() + " answered without an access_token"));
            Optional<Instant> end = FlatJson.number(response.body(), "expires_in")
                    .map(seconds -> Instant.now().plusSeconds(seconds));
            return new Token(token, end);
        }
        ErrorCode code = switch (response.statusCode()) {
            case 400 ->
                FlatJson.text(response.body(), "error")
                                .filter("invalid_scope"::equals)
                                .isPresent()
                        ? ErrorCode.CATALOG_FORBIDDEN
                        : ErrorCode.CATALOG_UNAUTHORIZED;
            case 401 -> ErrorCode.CATALOG_UNAUTHORIZED;
            case 403 -> ErrorCode.CATALOG_FORBIDDEN;
            case 404 -> ErrorCode.CATALOG_UNREACHABLE;
            default -> ErrorCode.CATALOG_FAILED;
        };
        throw failure(code, "the token endpoint " + credentials.tokenEndpoint() + " answered " + shown(response));
    }

    /** Asks for the configuration of a warehouse, which the catalog only has if it knows the warehouse. */
    public void config(String warehouse, Optional<Token> token) throws Failure {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(uri + "/v1/config?warehouse=" + encode(warehouse)))
                .timeout(timeout)
                .header("Accept", "application/json");
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t.value()));
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() == 200) {
            return;
        }
        ErrorCode code = switch (response.statusCode()) {
            case 401 -> ErrorCode.CATALOG_UNAUTHORIZED;
            case 403 -> ErrorCode.CATALOG_FORBIDDEN;
            case 404 -> ErrorCode.WAREHOUSE_NOT_FOUND;
            default -> ErrorCode.CATALOG_FAILED;
        };
        throw failure(code, "the catalog answered " + shown(response));
    }

    private HttpResponse<String> send(HttpRequest request) throws Failure {
        String where = request.uri().getScheme() + "://" + request.uri().getRawAuthority();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ErrorCode.CANCELLED, "interrupted while waiting for " + where, e, false);
        } catch (SSLException e) {
            throw new Failure(
                    ErrorCode.CATALOG_UNREACHABLE, "no TLS connection to " + where + ": " + e.getMessage(), e, true);
        } catch (HttpConnectTimeoutException e) {
            throw unreachable("no connection to " + where + " within " + seconds(), e);
        } catch (HttpTimeoutException e) {
            throw unreachable("no answer from " + where + " within " + seconds(), e);
        } catch (ConnectException e) {
            String why = e.getCause() instanceof UnresolvedAddressException
                    ? "the host name of " + where + " is not known"
                    : "nobody listens at " + where;
            throw unreachable(why, e);
        } catch (IOException e) {
            throw unreachable("the connection to " + where + " broke: " + e.getMessage(), e);
        }
    }

    private String seconds() {
        return timeout.toMillis() / 1000.0 + " s";
    }

    private static Failure unreachable(String message, Throwable cause) {
        return new Failure(ErrorCode.CATALOG_UNREACHABLE, message, cause, false);
    }

    private static Failure failure(ErrorCode code, String message) {
        return new Failure(code, message, null, false);
    }

    private static String shown(HttpResponse<String> response) {
        String body = response.body();
        String words = FlatJson.text(body, "error_description")
                .or(() -> FlatJson.text(body, "message"))
                .or(() -> FlatJson.text(body, "error"))
                .orElse("");
        String cut = words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
        return response.statusCode() + (cut.isEmpty() ? "" : " (" + cut + ")");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

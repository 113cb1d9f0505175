package dev.floe.duckdb.internal.rest;

import dev.floe.ErrorCode;
import dev.floe.config.Secret;
import dev.floe.duckdb.HttpOptions;
import dev.floe.duckdb.HttpProxy;
import dev.floe.duckdb.internal.Deadline;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends single requests by the rules of {@link HttpOptions}, each bounded as a whole: connecting, headers and body. Retries what may be
 * retried, ends with the deadline, and stops when the thread is interrupted.
 */
final class RestClient {
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final int WAIT_FACTOR = 4;

    private final HttpClient client;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final int retries;
    private final boolean systemTrust;
    private final Deadline deadline;

    RestClient(HttpOptions options, Duration timeout, int retries, Deadline deadline) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        Optional<SSLContext> trust = trust(options);
        trust.ifPresent(builder::sslContext);
        options.proxy().ifPresent(proxy -> through(builder, proxy));
        this.client = builder.build();
        this.headers = headers(options);
        this.timeout = timeout;
        this.retries = retries;
        this.systemTrust = trust.isEmpty();
        this.deadline = deadline;
    }

    private static Optional<SSLContext> trust(HttpOptions options) {
        return options.authorities().map(authorities -> {
            try {
                return Trust.context(authorities);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JVM has TLS", e);
            }
        });
    }

    private static void through(HttpClient.Builder builder, HttpProxy proxy) {
        builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())));
    }

    /** Sent unasked: with an authenticator the JDK's client would leave out every Authorization header of floe's. */
    private static Map<String, String> headers(HttpOptions options) {
        Map<String, String> headers = new TreeMap<>(options.headers());
        options.proxy()
                .ifPresent(proxy -> proxy.user().ifPresent(user -> {
                    String login =
                            user + ":" + proxy.password().map(Secret::reveal).orElse("");
                    headers.put(
                            "Proxy-Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
                }));
        return headers;
    }

    /** Sends a request, again where that is allowed and may help. */
    Answer send(HttpRequest.Builder request) throws RestFailure {
        headers.forEach(request::setHeader);
        HttpRequest built = request.timeout(timeout).build();
        Duration wait = FIRST_WAIT;
        for (int left = retries; ; left--) {
            try {
                Answer answer = once(built);
                boolean busy = answer.status() == 429 || answer.status() == 503;
                Duration pause = answer.retryAfter().orElse(wait);
                if (!busy || left <= 0 || deadline.atMost(pause).compareTo(pause) < 0 || pause.compareTo(timeout) > 0) {
                    return answer;
                }
                sleep(pause);
            } catch (Broken e) {
                if (left <= 0) {
                    throw e.failure();
                }
                sleep(deadline.atMost(wait));
            }
            wait = wait.multipliedBy(WAIT_FACTOR);
        }
    }

    private Answer once(HttpRequest request) throws RestFailure, Broken {
        String where = request.uri().getScheme() + "://" + request.uri().getRawAuthority();
        Duration bound = deadline.atMost(timeout);
        CompletableFuture<HttpResponse<String>> future = client.sendAsync(request, info -> new CappedBody());
        try {
            HttpResponse<String> response = future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> answered.put(name, values.get(0)));
            return new Answer(request.uri(), response.statusCode(), answered, response.body());
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new RestFailure(ErrorCode.CANCELLED, "interrupted while waiting for " + where, e, false);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw late(where, e);
        } catch (ExecutionException e) {
            throw explained(where, e.getCause() == null ? e : e.getCause());
        }
    }

    private RestFailure explained(String where, Throwable cause) throws Broken {
        if (cause instanceof HttpTimeoutException) {
            return late(where, cause);
        }
        if (cause instanceof SSLException) {
            return new RestFailure(
                    ErrorCode.CATALOG_UNREACHABLE,
                    "no TLS connection to " + where + ": " + cause.getMessage()
                            + (systemTrust ? ". Name the file of the authority to trust if it is your own" : ""),
                    cause,
                    systemTrust);
        }
        if (cause instanceof ConnectException) {
            return unreachable(
                    cause.getCause() instanceof UnresolvedAddressException
                            ? "the host name of " + where + " is not known"
                            : "nobody listens at " + where,
                    cause);
        }
        if (cause instanceof ProtocolException
                || String.valueOf(cause.getMessage()).startsWith("an answer of more")) {
            return new RestFailure(
                    ErrorCode.CATALOG_FAILED,
                    where + " does not answer as an HTTP server does: " + cause.getMessage(),
                    cause,
                    false);
        }
        throw new Broken(unreachable("the connection to " + where + " broke: " + cause.getMessage(), cause));
    }

    private RestFailure late(String where, Throwable cause) {
        return deadline.passed()
                ? new RestFailure(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "no complete answer from " + where + " before the deadline of " + deadline.allowed(),
                        cause,
                        false)
                : unreachable("no complete answer from " + where + " within " + Deadline.seconds(timeout), cause);
    }

    private static RestFailure unreachable(String message, Throwable cause) {
        return new RestFailure(ErrorCode.CATALOG_UNREACHABLE, message, cause, false);
    }

    private void sleep(Duration pause) throws RestFailure {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestFailure(ErrorCode.CANCELLED, "interrupted between two attempts", e, false);
        }
    }

    /** The base of requests to an address. */
    static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "application/json");
    }

    /** A connection that broke half-way, which is worth another attempt. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RestFailure failure;

        Broken(RestFailure failure) {
            super(failure);
            this.failure = failure;
        }

        RestFailure failure() {
            return failure;
        }
    }
}

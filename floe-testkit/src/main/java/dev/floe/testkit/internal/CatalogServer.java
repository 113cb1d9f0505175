package dev.floe.testkit.internal;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.floe.testkit.CatalogRequest;
import dev.floe.testkit.Fault;
import dev.floe.testkit.RequestHook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.rest.RESTUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side: takes requests in, checks their tokens, finds their endpoints and sends the answers. */
public final class CatalogServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String BASE_PATH = "/api/catalog";
    private static final String TOKEN_PATH = "/v1/oauth/tokens";
    private static final String CONFIG_PATH = "/v1/config";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final String VENDED = "vended-credentials";
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    static {
        // Without it the JDK's server waits for the client's acknowledgement between headers and body. It is read once,
        // when the server's classes are loaded.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final String warehouse;
    private final Tokens tokens;
    private final Routes routes;
    private final Management management;
    private final Optional<StateFile> stateFile;
    private final HttpServer http;
    private final ExecutorService threads;
    private volatile RequestHook hook;

    private CatalogServer(ServerSettings settings, Optional<StateFile> stateFile, RequestHook hook) throws IOException {
        this.warehouse = settings.warehouse();
        this.hook = hook;
        this.stateFile = stateFile;
        Map<String, Principal> principals = new ConcurrentHashMap<>(settings.principals());
        this.tokens = new Tokens(principals, settings.tokenLifetime());
        this.management = new Management(warehouse, principals);
        Locations locations = new Locations(settings.storage().base());
        CatalogStore store = stateFile.isPresent()
                ? new CatalogStore(stateFile.get().read(), stateFile.get()::write)
                : new CatalogStore(CatalogState.empty(), state -> {});
        MapCatalog catalog =
                new MapCatalog(warehouse, store, locations, settings.storage().io());
        this.routes = new Routes(store, catalog, locations, settings.storage());
        this.http = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), settings.port()), 0);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "floe-embedded-catalog-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server.
     *
     * @throws IOException when the port or the state file cannot be had
     * @throws IllegalStateException when the state file is in use, or is another catalog's
     */
    public static CatalogServer start(ServerSettings settings, RequestHook hook) throws IOException {
        Optional<StateFile> stateFile = Optional.empty();
        if (settings.stateFile().isPresent()) {
            stateFile = Optional.of(StateFile.open(
                    settings.stateFile().get(),
                    settings.warehouse(),
                    settings.storage().base()));
        }
        CatalogServer server;
        try {
            server = new CatalogServer(settings, stateFile, hook);
        } catch (IOException | RuntimeException e) {
            stateFile.ifPresent(StateFile::close);
            throw e;
        }
        server.http.setExecutor(server.threads);
        server.http.createContext("/", server::handle);
        server.http.start();
        return server;
    }

    /** The catalog's address, as clients want it: without {@code /v1}. */
    public URI uri() {
        return URI.create("http://" + LOOPBACK + ":" + http.getAddress().getPort() + BASE_PATH);
    }

    /** Replaces the hook that sees requests from now on. */
    public void hook(RequestHook next) {
        hook = next;
    }

    /** Makes every token that was given out invalid. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Requests are still being handled after {}", CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stateFile.ifPresent(StateFile::close);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String path = exchange.getRequestURI().getRawPath();
            boolean known = path.startsWith(BASE_PATH + "/") || path.startsWith(Management.PATH);
            String below = path.startsWith(BASE_PATH + "/") ? path.substring(BASE_PATH.length()) : known ? path : "";
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            Optional<Principal> principal = tokens.principal(authorization);
            CatalogRequest request =
                    new CatalogRequest(exchange.getRequestMethod(), below, query, principal.map(Principal::clientId));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Headers headers = exchange.getRequestHeaders();

            Fault fault = fault(request);
            if (fault instanceof Fault.Answer answer) {
                if (answer.handled()) {
                    answer(request, principal, headers, body);
                }
                send(exchange, new Reply(answer.status(), jsonHeaders(), answer.body()));
            } else if (fault instanceof Fault.Cut cut) {
                if (cut.handled()) {
                    answer(request, principal, headers, body);
                }
            } else {
                send(exchange, answer(request, principal, headers, body));
            }
        }
    }

    /** A hook that throws is a test's mistake; the client must hear of it rather than wait for an answer. */
    private Fault fault(CatalogRequest request) {
        try {
            return hook.onRequest(request);
        } catch (RuntimeException | Error e) {
            LOG.error("The hook failed at {}", request, e);
            return Fault.status(500);
        }
    }

    private Reply answer(CatalogRequest request, Optional<Principal> principal, Headers headers, String body) {
        Reply reply;
        try {
            reply = dispatch(request, principal, headers, body);
        } catch (RuntimeException | LinkageError e) {
            reply = ErrorReplies.of(e);
            if (reply.status() == 500) {
                LOG.error("{} failed", request, e);
            }
        }
        LOG.debug("{} by {} -> {}", request, request.clientId().orElse("nobody"), reply.status());
        return reply;
    }

    private Reply dispatch(CatalogRequest request, Optional<Principal> principal, Headers headers, String body) {
        if (request.path().equals(TOKEN_PATH)) {
            return request.method().equals("POST")
                    ? tokens.answer(headers.getFirst("Authorization"), body)
                    : ErrorReplies.reply(405, "NotAllowedException", "HTTP 405 Method Not Allowed");
        }
        if (principal.isEmpty()) {
            return new Reply(401, Map.of("WWW-Authenticate", "Bearer"), "");
        }
        if (request.path().startsWith(Management.PATH)) {
            return management.answer(principal.get(), request.method(), request.path(), body);
        }
        Map<String, String> query = parameters(request.query());
        if (request.path().equals(CONFIG_PATH)) {
            return config(query);
        }
        boolean otherMethod = false;
        for (Routes.Route route : routes.all()) {
            Optional<Map<String, String>> variables = route.match(request.path());
            if (variables.isPresent() && route.endpoint().httpMethod().equals(request.method())) {
                Call call = new Call(
                        variables.get(),
                        query,
                        Optional.ofNullable(headers.getFirst("If-None-Match")).orElse(""),
                        VENDED.equals(headers.getFirst("X-Iceberg-Access-Delegation")),
                        body);
                String prefix = RESTUtil.decodePathSegment(call.variable("prefix"));
                if (!prefix.equals(warehouse)) {
                    return ErrorReplies.reply(404, "NotFoundException", "Unable to find warehouse " + prefix);
                }
                principal.get().require(route.needed(), route.operation());
                return route.handler().apply(call);
            }
            otherMethod |= variables.isPresent();
        }
        return otherMethod
                ? ErrorReplies.reply(405, "NotAllowedException", "HTTP 405 Method Not Allowed")
                : ErrorReplies.reply(404, "NotFoundException", "Unable to find matching target resource method");
    }

    private Reply config(Map<String, String> query) {
        String asked = query.getOrDefault("warehouse", "");
        if (asked.isEmpty()) {
            return ErrorReplies.reply(400, "BadRequestException", "Please specify a warehouse");
        }
        return asked.equals(warehouse)
                ? routes.config()
                : ErrorReplies.reply(404, "NotFoundException", "Unable to find warehouse " + asked);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                parameters.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> jsonHeaders() {
        return Map.of("Content-Type", "application/json");
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : reply.bytes();
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}

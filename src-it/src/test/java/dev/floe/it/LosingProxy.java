package dev.floe.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between floe and any catalog, and loses the next commit, or the reply to it, by cutting the connection. */
final class LosingProxy implements AutoCloseable {
    private static final Set<String> OWN = Set.of(
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "accept-encoding");

    private final URI catalog;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicReference<Loss> next = new AtomicReference<>(Loss.NOTHING);

    /** What gets lost. */
    enum Loss {
        NOTHING,
        /** The commit never reaches the catalog. */
        COMMIT,
        /** The commit is made and nobody is told. */
        REPLY
    }

    LosingProxy(URI catalog) throws IOException {
        this.catalog = catalog;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + catalog.getRawPath());
    }

    /** Loses the next commit in this way; those after it pass. */
    void lose(Loss loss) {
        next.set(loss);
    }

    /** Whether everything was lost that should be. */
    boolean hasLost() {
        return next.get() == Loss.NOTHING;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Loss loss = isCommit(exchange) ? next.getAndSet(Loss.NOTHING) : Loss.NOTHING;
            if (loss == Loss.COMMIT) {
                return;
            }
            HttpResponse<byte[]> response = forward(exchange, body);
            if (loss == Loss.REPLY) {
                return;
            }
            response.headers()
                    .firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] reply = response.body();
            exchange.sendResponseHeaders(response.statusCode(), reply.length == 0 ? -1 : reply.length);
            if (reply.length > 0) {
                exchange.getResponseBody().write(reply);
            }
        }
    }

    private static boolean isCommit(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return exchange.getRequestMethod().equals("POST")
                && (path.endsWith("/transactions/commit") || path.contains("/tables/"));
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(catalog.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                List<String> all = values;
                all.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

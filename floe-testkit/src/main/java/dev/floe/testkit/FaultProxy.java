package dev.floe.testkit;

import static java.util.Objects.requireNonNull;

import dev.floe.testkit.internal.ProxyConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy that misbehaves on request, between a client and a catalog. It answers for the catalog under its own address, over plain
 * HTTP or TLS, and is a forward proxy ({@code CONNECT} too) for clients that take it for one.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.before(catalog.uri())) {
 *     proxy.onRequest(request -> request.isLogin() ? ProxyFault.tooMany(1) : ProxyFault.pass());
 *     attach(proxy.uri());
 * }
 * }</pre>
 *
 * <p>Listens on the loopback address only; thread-safe. Closing it cuts all connections and ends its threads.
 */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket server;
    private final URI upstream;
    private final boolean tls;
    private final Optional<String> login;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<ProxyRequest> seen = new CopyOnWriteArrayList<>();
    private volatile Function<ProxyRequest, ProxyFault> faults = request -> ProxyFault.pass();

    private FaultProxy(ServerSocket server, URI upstream, boolean tls, Optional<String> login) {
        this.server = server;
        this.upstream = upstream;
        this.tls = tls;
        this.login = login;
    }

    /** A proxy before a catalog, over plain HTTP. */
    public static FaultProxy before(URI upstream) {
        return start(upstream, null, null);
    }

    /** A proxy before a catalog, over TLS with a certificate. */
    public static FaultProxy before(URI upstream, TestCertificate certificate) {
        return start(upstream, requireNonNull(certificate, "certificate"), null);
    }

    /** A forward proxy that wants a log-in of everybody who uses it. */
    public static FaultProxy withLogin(String user, String password) {
        return start(URI.create("http://127.0.0.1:1/"), null, user + ":" + password);
    }

    private static FaultProxy start(URI upstream, @Nullable TestCertificate certificate, @Nullable String login) {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            ServerSocket server = certificate == null
                    ? new ServerSocket(0, 50, loopback)
                    : certificate.context().getServerSocketFactory().createServerSocket(0, 50, loopback);
            FaultProxy proxy = new FaultProxy(server, upstream, certificate != null, Optional.ofNullable(login));
            proxy.thread(proxy::accept, "floe-fault-proxy-" + server.getLocalPort());
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a proxy", e);
        }
    }

    /** The catalog's address through this proxy: {@code http(s)://localhost:PORT/…}. */
    public URI uri() {
        return URI.create((tls ? "https" : "http") + "://localhost:" + port() + upstream.getRawPath());
    }

    /** Its own address, for clients that take it for a forward proxy. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Decides from now on what goes wrong with a request; called by many threads at once. */
    public void onRequest(Function<ProxyRequest, ProxyFault> decision) {
        this.faults = requireNonNull(decision, "decision");
    }

    /** Lets this go wrong with the first requests only, counted from now. */
    public void first(int count, ProxyFault fault) {
        AtomicInteger left = new AtomicInteger(count);
        onRequest(request -> left.getAndDecrement() > 0 ? fault : ProxyFault.pass());
    }

    /** The requests so far, in the order in which they came. */
    public List<ProxyRequest> requests() {
        return List.copyOf(seen);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                thread(() -> serve(client), "floe-fault-proxy-" + server.getLocalPort() + "-" + client.getPort());
            } catch (IOException e) {
                // closed, or a client that went away
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            new ProxyConnection(client, upstream, login, open).serve(request -> {
                seen.add(request);
                return faults.apply(request);
            });
        } catch (IOException e) {
            // The client, or the proxy, went away in between.
        } finally {
            open.remove(client);
        }
    }

    private void thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

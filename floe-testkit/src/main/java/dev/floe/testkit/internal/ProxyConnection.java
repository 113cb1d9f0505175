package dev.floe.testkit.internal;

import dev.floe.testkit.ProxyFault;
import dev.floe.testkit.ProxyRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One connection of a client to a fault proxy: one request, one answer, then it is closed. */
public final class ProxyConnection {
    private static final String END = "\r\n\r\n";

    private final Socket client;
    private final URI upstream;
    private final Optional<String> login;
    private final Set<Socket> open;

    /** A connection; sockets that it opens itself are put into the set for as long as they are open. */
    public ProxyConnection(Socket client, URI upstream, Optional<String> login, Set<Socket> open) {
        this.client = client;
        this.upstream = upstream;
        this.login = login;
        this.open = open;
    }

    /** Answers the request, in the way that the function wants. */
    public void serve(Function<ProxyRequest, ProxyFault> decision) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String head = head(in);
        if (head.isEmpty()) {
            return;
        }
        ProxyRequest request = parse(head);
        byte[] body = in.readNBytes(Integer.parseInt(request.headers().getOrDefault("Content-Length", "0")));
        ProxyFault fault = decision.apply(request);
        if (login.isPresent() && !authorized(request)) {
            send(answer(request, 407, Map.of("Proxy-Authenticate", "Basic realm=\"test\""), ""));
        } else if (request.method().equals("CONNECT")) {
            tunnel(request, in);
        } else {
            misbehave(fault, request, body);
        }
    }

    private boolean authorized(ProxyRequest request) {
        String expected = "Basic "
                + Base64.getEncoder().encodeToString(login.orElseThrow().getBytes(StandardCharsets.UTF_8));
        return expected.equals(request.headers().get("Proxy-Authorization"));
    }

    private void misbehave(ProxyFault fault, ProxyRequest request, byte[] body) throws IOException {
        if (fault instanceof ProxyFault.Pass) {
            send(forward(request, body));
        } else if (fault instanceof ProxyFault.Delay delay) {
            pause(delay.time());
            send(forward(request, body));
        } else if (fault instanceof ProxyFault.Drip drip) {
            for (byte b : forward(request, body)) {
                send(new byte[] {b});
                pause(drip.pause());
            }
        } else if (fault instanceof ProxyFault.Drop) {
            client.setSoLinger(true, 0);
        } else if (fault instanceof ProxyFault.HalfClose) {
            client.shutdownOutput();
            pause(Duration.ofDays(1));
        } else if (fault instanceof ProxyFault.Truncate truncate) {
            byte[] whole = forward(request, body);
            int start = new String(whole, StandardCharsets.ISO_8859_1).indexOf(END) + END.length();
            client.getOutputStream().write(whole, 0, Math.min(whole.length, start + truncate.bytes()));
            client.getOutputStream().flush();
        } else if (fault instanceof ProxyFault.Answer answer) {
            send(answer(request, answer.status(), answer.headers(), answer.body()));
        } else if (fault instanceof ProxyFault.Garbage garbage) {
            send(garbage.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The catalog's answer as it came. */
    private byte[] forward(ProxyRequest request, byte[] body) throws IOException {
        boolean absolute = request.target().startsWith("http://");
        URI target = absolute ? URI.create(request.target()) : upstream;
        String path = absolute
                ? target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery())
                : request.target();
        StringBuilder head = new StringBuilder(request.method() + " " + path + " HTTP/1.1\r\n");
        request.headers().forEach((name, value) -> {
            boolean hop = name.toLowerCase(java.util.Locale.ROOT).startsWith("proxy-")
                    || name.equalsIgnoreCase("Connection")
                    || name.equalsIgnoreCase("Expect");
            if (!hop) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        head.append("Connection: close").append(END);
        Socket server = new Socket(target.getHost(), target.getPort());
        open.add(server);
        try (server) {
            OutputStream out = server.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return server.getInputStream().readAllBytes();
        } finally {
            open.remove(server);
        }
    }

    private void tunnel(ProxyRequest request, InputStream in) throws IOException {
        String[] place = request.target().split(":", 2);
        Socket server = new Socket(place[0], Integer.parseInt(place[1]));
        open.add(server);
        try (server) {
            send("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread back = new Thread(
                    () -> copy(server, client), Thread.currentThread().getName() + "-back");
            back.setDaemon(true);
            back.start();
            in.transferTo(server.getOutputStream());
        } finally {
            open.remove(server);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two went away.
        }
    }

    private void send(byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
        client.getOutputStream().flush();
    }

    /** An answer as HTTP has it; to a HEAD request, without the body that its length speaks of. */
    private static byte[] answer(ProxyRequest request, int status, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(
                "HTTP/1.1 " + status + " Fault\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!request.method().equals("HEAD")) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /** Waits, but no longer than the connection lives on the proxy's side. */
    private void pause(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            if (client.isClosed()) {
                throw new IOException("closed");
            }
            try {
                Thread.sleep(Math.min(20, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int b = in.read();
        while (b >= 0) {
            head.append((char) b);
            if (b == '\n' && head.toString().endsWith(END)) {
                return head.toString();
            }
            b = in.read();
        }
        return "";
    }

    private static ProxyRequest parse(String head) {
        String[] lines = head.split("\r\n", -1);
        String[] first = lines[0].split(" ", 3);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new ProxyRequest(first[0], first[1], headers);
    }
}

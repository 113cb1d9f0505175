package dev.floe.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An S3-compatible store with a token service, in a process of its own: moto, which keeps everything in memory and takes any key. */
final class MotoServer implements AutoCloseable {
    private static final long START_SECONDS = 60;

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one on a free port. */
    static MotoServer start() {
        try {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            Path log = Files.createTempFile("floe-it-moto-", ".log");
            Process process = new ProcessBuilder(
                            PythonEnvironment.MOTO.python().toString(),
                            "-m",
                            "moto.server",
                            "-H",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "floe-it-moto-kill"));
            MotoServer server = new MotoServer(process, URI.create("http://127.0.0.1:" + port));
            server.await(port, log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start moto", e);
        }
    }

    private void await(int port, Path log) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                Files.deleteIfExists(log);
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        process.destroyForcibly();
        throw new IOException("moto does not listen on port " + port + ": " + Files.readString(log));
    }

    /** The store's address, and its token service's. */
    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }
}

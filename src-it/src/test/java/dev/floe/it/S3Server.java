package dev.floe.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An S3-compatible store inside this JVM, over a temporary folder: s3proxy, which checks signatures, with class loaders of its own.
 * The build puts its jar where the system property {@code floe.it.s3proxy} says.
 */
final class S3Server {

    private static final Path JAR = Path.of(System.getProperty(
            "floe.it.s3proxy", Path.of("target", "s3proxy", "s3proxy.jar").toString()));
    private static final String KEY = "it-s3-key";
    private static final String LOG_SETTINGS = "logback.configurationFile";
    private static final String SECRET = "it-s3-secret-0815";

    private S3Server() {}

    /** Starts a store on a free port, without any bucket; it ends with the JVM. */
    static S3Store start() {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException("There is no s3proxy in " + JAR.toAbsolutePath()
                    + "; mvn -pl src-it pre-integration-test puts it there");
        }
        try {
            Path folder = Files.createTempDirectory("floe-it-s3-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "floe-it-s3-delete"));
            URI endpoint = URI.create("http://127.0.0.1:" + freePort());
            Path objects = Files.createDirectory(folder.resolve("objects"));
            Path settings =
                    Files.writeString(folder.resolve("s3proxy.conf"), """
                    s3proxy.endpoint=%s
                    s3proxy.authorization=aws-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(endpoint, KEY, SECRET, objects));
            Path log = Files.writeString(
                    folder.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
            run(log, "--properties", settings.toString());
            return new S3Store(endpoint, KEY, SECRET, Optional.of("floe-it"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start s3proxy", e);
        }
    }

    /** Calls s3proxy's main method, which returns when the server listens. */
    private static void run(Path log, String... arguments) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Not closed: the server loads classes as long as it runs.
        URLClassLoader loader = new URLClassLoader(
                new URL[] {JAR.toAbsolutePath().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        thread.setContextClassLoader(loader);
        System.setProperty(LOG_SETTINGS, log.toString());
        try {
            loader.loadClass("org.gaul.s3proxy.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot start s3proxy", e);
        } finally {
            System.clearProperty(LOG_SETTINGS);
            thread.setContextClassLoader(before);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) {
        try {
            PythonEnvironment.delete(folder);
        } catch (IOException e) {
            // Something is being written still; what it leaves in the temporary folder hurts nobody.
        }
    }
}

package dev.floe.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate of an authority that nobody knows, with its key: what a company's own authority looks like to a client. Made
 * by the JDK's {@code keytool}.
 *
 * @param pem the authority's certificate as a PEM file: what a client has to trust
 * @param context what a server needs
 */
public record TestCertificate(Path pem, SSLContext context) {
    private static final String PASSWORD = "test-only";
    private static final String AUTHORITY = "authority";
    private static final List<String> KEY = List.of("-keyalg", "EC", "-groupname", "secp256r1");
    private static final long KEYTOOL_SECONDS = 60;

    /** A valid certificate for {@code localhost} and {@code 127.0.0.1}, its files in a folder that exists. */
    public static TestCertificate localhost(Path folder) {
        return create(folder, "localhost", "dns:localhost,ip:127.0.0.1", List.of());
    }

    /** A certificate of a name that no client here connects to. */
    public static TestCertificate ofAnotherHost(Path folder) {
        return create(folder, "elsewhere", "dns:elsewhere.example", List.of());
    }

    /** A certificate for {@code localhost} that ended long ago. */
    public static TestCertificate expired(Path folder) {
        return create(
                folder,
                "expired",
                "dns:localhost,ip:127.0.0.1",
                List.of("-startdate", "2020/01/01 00:00:00", "-validity", "1"));
    }

    private static TestCertificate create(Path folder, String name, String names, List<String> more) {
        try {
            Path files = Files.createTempDirectory(folder, name + "-");
            Path store = files.resolve("keys.p12");
            Path pem = files.resolve("authority.pem");
            keytool(store, "-genkeypair", AUTHORITY, List.of("-ext", "bc:c", "-dname", "CN=authority"), KEY);
            keytool(store, "-exportcert", AUTHORITY, List.of("-rfc", "-file", pem.toString()), List.of());
            List<String> leaf = new ArrayList<>(List.of("-signer", AUTHORITY, "-dname", "CN=" + name));
            leaf.addAll(List.of("-ext", "SAN=" + names));
            leaf.addAll(more);
            keytool(store, "-genkeypair", name, leaf, KEY);
            return new TestCertificate(pem, context(store, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext context(Path store, String name) throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(in, PASSWORD.toCharArray());
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    name,
                    all.getKey(name, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    all.getCertificateChain(name));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(own, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, String verb, String alias, List<String> options, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(verb, "-alias", alias));
        command.addAll(options);
        command.addAll(more);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("keytool cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool runs", e);
        }
    }
}

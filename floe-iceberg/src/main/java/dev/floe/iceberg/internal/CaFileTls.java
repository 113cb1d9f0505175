package dev.floe.iceberg.internal;

import dev.floe.duckdb.HttpOptions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.iceberg.rest.auth.TLSConfigurer;
import org.jspecify.annotations.Nullable;

/** Trusts the authorities of a file and nobody else. Iceberg's library makes it by name, and checks host names itself. */
public final class CaFileTls implements TLSConfigurer {
    /** The property that names the file. */
    static final String PROPERTY = "floe.ca-file";

    private @Nullable SSLContext context;

    /** For Iceberg's library. */
    public CaFileTls() {}

    @Override
    public void initialize(Map<String, String> properties) {
        Path file = Path.of(properties.getOrDefault(PROPERTY, ""));
        KeyStore authorities = HttpOptions.none().withCaFile(file).authorities().orElseThrow();
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(null, trust.getTrustManagers(), null);
            context = made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has TLS", e);
        }
    }

    @Override
    public SSLContext sslContext() {
        if (context == null) {
            throw new IllegalStateException("not initialized");
        }
        return context;
    }
}

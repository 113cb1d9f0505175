package dev.floe.testkit;

import dev.floe.testkit.internal.CatalogServer;
import dev.floe.testkit.internal.Folders;
import dev.floe.testkit.internal.Principal;
import dev.floe.testkit.internal.ServerSettings;
import dev.floe.testkit.internal.TableStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Iceberg REST catalog inside the JVM that speaks Apache Polaris's protocol, for tests and local trials. It is not
 * Polaris: the catalog calls are Iceberg's own {@code CatalogHandlers}, behind the JDK's HTTP server, with Polaris's
 * token endpoint, error bodies and rules about locations in front (as measured against Polaris 1.4.1).
 *
 * <pre>{@code
 * try (EmbeddedCatalog catalog = EmbeddedCatalog.builder()
 *         .warehouse("floe_wh")
 *         .principal("root", "s3cr3t")
 *         .start()) {
 *     URI uri = catalog.uri();
 * }
 * }</pre>
 *
 * <p>The part of Polaris's management API that sets a catalog up is there too: principals and roles that are created there live as
 * long as the catalog; a principal with any role may do everything.
 *
 * <p>It serves one warehouse, whose tables are local files, or with {@link Builder#s3} objects of an S3-compatible store,
 * that DuckDB, PyIceberg and any other client write and read themselves; keys are vended with {@link Builder#vending} only. It listens on the loopback address only. All methods are
 * thread-safe. Closing it ends the server; files stay where they are, except in a storage folder that it made itself.
 *
 * <p>The first catalog of a JVM sets the system property {@code sun.net.httpserver.nodelay} to true unless it is set;
 * without it the JDK's server waits with most answers until the client has acknowledged their headers.
 */
public final class EmbeddedCatalog implements AutoCloseable {

    /** How long a token is valid unless told otherwise: an hour, as with Polaris. */
    public static final Duration DEFAULT_TOKEN_LIFETIME = Duration.ofHours(1);

    /** The name of the warehouse unless told otherwise. */
    public static final String DEFAULT_WAREHOUSE = "floe_wh";

    /** The OAuth2 scope that asks for all roles of a principal; the token endpoint refuses requests without a scope. */
    public static final String SCOPE_ALL = "PRINCIPAL_ROLE:ALL";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCatalog.class);

    private final CatalogServer server;
    private final String warehouse;
    private final TableStorage storage;
    private final boolean ownStorage;

    private EmbeddedCatalog(CatalogServer server, String warehouse, TableStorage storage, boolean ownStorage) {
        this.server = server;
        this.warehouse = warehouse;
        this.storage = storage;
        this.ownStorage = ownStorage;
    }

    /** A builder with the warehouse {@value #DEFAULT_WAREHOUSE}, a free port, and no principal yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The address for clients, {@code http://127.0.0.1:PORT/api/catalog}; the token endpoint is below it. */
    public URI uri() {
        return server.uri();
    }

    /** The address of the token endpoint, {@code …/api/catalog/v1/oauth/tokens}. */
    public URI tokenUri() {
        return URI.create(uri() + "/v1/oauth/tokens");
    }

    /** The name of the one warehouse. */
    public String warehouse() {
        return warehouse;
    }

    /** Where all tables lie below: {@code file:///folder} or {@code s3://bucket/prefix}; no slash at its end. */
    public String location() {
        return storage.base();
    }

    /**
     * The keys that were handed out so far, in order; see {@link Builder#vending}.
     */
    public List<VendedCredentials> vended() {
        return storage.vended();
    }

    /**
     * The folder below which all tables lie, as a real path.
     *
     * @throws IllegalStateException if they lie in an S3-compatible store
     */
    public Path storageDirectory() {
        if (storage instanceof TableStorage.Local local) {
            return local.root();
        }
        throw new IllegalStateException("The tables are no local files, they lie below " + location());
    }

    /** Puts a hook before all requests from now on, in the place of the one that was there. */
    public void onRequest(RequestHook hook) {
        server.hook(Objects.requireNonNull(hook, "hook"));
    }

    /** Makes all tokens invalid that were given out so far; their next use is a 401. */
    public void revokeTokens() {
        server.revokeTokens();
    }

    /** Stops the server at once; requests that are being handled lose their answers. */
    @Override
    public void close() {
        server.close();
        if (ownStorage) {
            try {
                Folders.delete(storageDirectory());
            } catch (IOException e) {
                // A client may be writing still; what it leaves in the temporary folder hurts nobody.
                LOG.warn("Cannot delete {}", storageDirectory(), e);
            }
        }
    }

    /** Says what the catalog is to be; {@link #start()} starts it, and may be called more than once. */
    public static final class Builder {

        private final Map<String, Principal> principals = new HashMap<>();
        private String warehouse = DEFAULT_WAREHOUSE;
        private Duration tokenLifetime = DEFAULT_TOKEN_LIFETIME;
        private RequestHook hook = request -> Fault.none();
        private @Nullable Path storage;
        private boolean tableFolders = true;
        private @Nullable S3Storage s3;
        private Optional<URI> sts = Optional.empty();
        private Duration vendedLifetime = DEFAULT_TOKEN_LIFETIME;
        private @Nullable Path stateFile;
        private int port;

        private Builder() {}

        /** The name of the warehouse; not empty. */
        public Builder warehouse(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("The warehouse needs a name");
            }
            this.warehouse = name;
            return this;
        }

        /** Adds a principal who may do everything. */
        public Builder principal(String clientId, String clientSecret) {
            return principal(clientId, clientSecret, Access.WRITE);
        }

        /** Adds a principal, or replaces the one with the same client id; neither text may be empty. */
        public Builder principal(String clientId, String clientSecret, Access access) {
            if (clientId.isEmpty() || clientSecret.isEmpty()) {
                throw new IllegalArgumentException("A principal needs a client id and a client secret");
            }
            principals.put(clientId, new Principal(clientId, clientSecret, access));
            return this;
        }

        /**
         * The folder for the tables' files, created if it is not there; it stays after {@link EmbeddedCatalog#close()}.
         * Default: a temporary folder, deleted by {@code close()}.
         */
        public Builder storageDirectory(Path folder) {
            this.storage = folder;
            this.s3 = null;
            return this;
        }

        /**
         * Puts the tables into an S3-compatible store instead of a folder. Clients are told its endpoint and region with every table,
         * but no keys, unless {@link #vending} says so.
         */
        public Builder s3(S3Storage place) {
            this.s3 = Objects.requireNonNull(place, "place");
            this.storage = null;
            return this;
        }

        /**
         * Hands keys of the store to clients that ask for them ({@code X-Iceberg-Access-Delegation: vended-credentials}), with each
         * table anew. They come from the store's token service by {@code AssumeRole}, and are for all that the storage's own keys
         * may do. Default: nothing is vended. Only with {@link #s3}.
         *
         * @param tokenService its address; moto's is the store's
         * @param lifetime when clients are told that the keys end; the token service itself may take them longer
         */
        public Builder vending(URI tokenService, Duration lifetime) {
            this.sts = Optional.of(tokenService);
            this.vendedLifetime = lifetime;
            return this;
        }

        /**
         * Whether the metadata folder of a table on local files is made when the table is created; true by default. DuckDB
         * (1.5.5) cannot create a table without it. Polaris makes none, and so does this catalog with false.
         */
        public Builder tableFolders(boolean made) {
            this.tableFolders = made;
            return this;
        }

        /**
         * A file that keeps the names of all namespaces, tables and views, so that a catalog started later with the same
         * file, warehouse and storage folder has them too. Created with the first change, replaced as a whole with every
         * other one; one catalog at a time may use it. Default: the names go with the catalog.
         */
        public Builder stateFile(Path file) {
            this.stateFile = file;
            return this;
        }

        /** The port to listen on, 0 to 65535; 0, the default, takes a free one. */
        public Builder port(int number) {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("No port between 0 and 65535: " + number);
            }
            this.port = number;
            return this;
        }

        /** How long a token is valid; positive. Default {@link #DEFAULT_TOKEN_LIFETIME}. */
        public Builder tokenLifetime(Duration lifetime) {
            if (lifetime.isZero() || lifetime.isNegative()) {
                throw new IllegalArgumentException("The lifetime of tokens is not positive: " + lifetime);
            }
            this.tokenLifetime = lifetime;
            return this;
        }

        /** The hook that sees all requests from the first one; see {@link EmbeddedCatalog#onRequest}. */
        public Builder onRequest(RequestHook first) {
            this.hook = Objects.requireNonNull(first, "first");
            return this;
        }

        /**
         * Starts the catalog.
         *
         * @throws IllegalStateException when no principal was added, or the state file is in use or another catalog's
         * @throws UncheckedIOException when the port, the storage folder or the bucket cannot be had
         */
        public EmbeddedCatalog start() {
            if (principals.isEmpty()) {
                throw new IllegalStateException(
                        "A catalog without principals answers nobody: add principal(id, secret)");
            }
            try {
                TableStorage tables = s3 == null ? local() : TableStorage.S3.open(s3, sts, vendedLifetime);
                ServerSettings settings = new ServerSettings(
                        warehouse, Map.copyOf(principals), tokenLifetime, tables, Optional.ofNullable(stateFile), port);
                CatalogServer server = CatalogServer.start(settings, hook);
                return new EmbeddedCatalog(server, warehouse, tables, storage == null && s3 == null);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start the catalog on port " + port + ": " + e.getMessage(), e);
            }
        }

        private TableStorage local() throws IOException {
            Path folder = storage == null
                    ? Files.createTempDirectory("floe-catalog-")
                    : Files.createDirectories(storage.toAbsolutePath());
            return new TableStorage.Local(folder.toRealPath(), tableFolders);
        }
    }
}

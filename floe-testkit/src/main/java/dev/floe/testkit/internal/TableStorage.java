package dev.floe.testkit.internal;

import dev.floe.testkit.S3Storage;
import dev.floe.testkit.VendedCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.io.FileIO;

/** Where the files of a catalog's tables are. */
public sealed interface TableStorage {

    /** The location that all others are below; no slash at its end. */
    String base();

    /** How the catalog itself reads and writes there. */
    FileIO io();

    /**
     * What clients are told with every table.
     *
     * @param delegated whether the client asked for keys
     */
    Map<String, String> config(boolean delegated);

    /** The keys that were handed out so far. */
    default List<VendedCredentials> vended() {
        return List.of();
    }

    /** Makes what has to be there before a table's first file is written. */
    void prepare(String tableLocation);

    /**
     * A folder of this machine.
     *
     * @param root an existing folder, as its real path
     * @param tableFolders whether a new table's metadata folder is made, which DuckDB expects
     */
    record Local(Path root, boolean tableFolders) implements TableStorage {
        @Override
        public String base() {
            return "file://" + root;
        }

        @Override
        public FileIO io() {
            return new LocalFileIO(root);
        }

        @Override
        public Map<String, String> config(boolean delegated) {
            return Map.of();
        }

        /** DuckDB makes the folder for data, but writes manifests into a folder that it expects to be there. */
        @Override
        public void prepare(String tableLocation) {
            if (tableFolders) {
                try {
                    Files.createDirectories(LocalFileIO.path(tableLocation).resolve("metadata"));
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot create the metadata folder of " + tableLocation, e);
                }
            }
        }
    }

    /** A place in an S3-compatible store. Clients are told where it is, and get keys if they ask and there is a token service. */
    record S3(S3Storage place, S3Client client, Optional<StsClient> sts) implements TableStorage {

        /** Reaches the store, and creates the bucket if it is not there. */
        public static S3 open(S3Storage place, Optional<URI> sts, Duration lifetime) throws IOException {
            S3Client client = new S3Client(place);
            client.createBucket();
            return new S3(place, client, sts.map(endpoint -> new StsClient(endpoint, lifetime, place)));
        }

        @Override
        public String base() {
            return place.location();
        }

        @Override
        public FileIO io() {
            return new S3FileIO(place.location(), client);
        }

        @Override
        public Map<String, String> config(boolean delegated) {
            Map<String, String> config = new HashMap<>();
            config.put("s3.endpoint", place.endpoint().toString());
            config.put("s3.path-style-access", "true");
            config.put("client.region", place.region());
            if (delegated && sts.isPresent()) {
                VendedCredentials keys = sts.get().vend();
                config.put("s3.access-key-id", keys.accessKeyId());
                config.put("s3.secret-access-key", keys.secretAccessKey());
                config.put("s3.session-token", keys.sessionToken());
                config.put(
                        "s3.session-token-expires-at-ms",
                        Long.toString(keys.expiresAt().toEpochMilli()));
            }
            return config;
        }

        @Override
        public List<VendedCredentials> vended() {
            return sts.map(StsClient::vended).orElse(List.of());
        }

        @Override
        public void prepare(String tableLocation) {
            // An object store has no folders.
        }
    }
}

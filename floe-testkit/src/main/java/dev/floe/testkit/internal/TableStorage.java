package dev.floe.testkit.internal;

import dev.floe.testkit.S3Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.io.FileIO;

/** Where the files of a catalog's tables are. */
public sealed interface TableStorage {

    /** The location that all others are below; no slash at its end. */
    String base();

    /** How the catalog itself reads and writes there. */
    FileIO io();

    /** What clients are told with every table. */
    Map<String, String> config();

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
        public Map<String, String> config() {
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

    /** A place in an S3-compatible store. Nothing is vended: clients are told where the store is, as by Polaris, but no keys. */
    record S3(S3Storage place, S3Client client) implements TableStorage {

        /** Reaches the store, and creates the bucket if it is not there. */
        public static S3 open(S3Storage place) throws IOException {
            S3Client client = new S3Client(place);
            client.createBucket();
            return new S3(place, client);
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
        public Map<String, String> config() {
            return Map.of(
                    "s3.endpoint", place.endpoint().toString(),
                    "s3.path-style-access", "true",
                    "client.region", place.region());
        }

        @Override
        public void prepare(String tableLocation) {
            // An object store has no folders.
        }
    }
}

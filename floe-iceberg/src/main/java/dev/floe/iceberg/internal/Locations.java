package dev.floe.iceberg.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Locations as catalogs spell them: {@code s3://bucket/path}, or for local files {@code file:///path}, {@code file:/path} and plain
 * {@code /path}. Nothing in them is percent-decoded, neither here nor by DuckDB or Iceberg.
 */
final class Locations {
    private static final String LOCAL = "file:";

    private Locations() {}

    /** The local path that a location stands for; empty for what is not a local file. */
    static Optional<Path> local(String location) {
        String path = location;
        if (location.startsWith(LOCAL)) {
            path = location.substring(LOCAL.length());
            if (path.startsWith("//")) {
                int root = path.indexOf('/', 2);
                path = root < 0 ? path : path.substring(root);
            }
        } else if (!location.startsWith("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A location below another. */
    static String below(String location, String name) {
        return withoutSlash(location) + "/" + name;
    }

    static String withoutSlash(String location) {
        return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    }

    /** Makes the folders of a table that is on local files, for DuckDB does not; object stores have none. */
    static void prepare(String tableLocation) throws IOException {
        Optional<Path> folder = local(tableLocation);
        if (folder.isPresent()) {
            Files.createDirectories(folder.get().resolve("data"));
            Files.createDirectories(folder.get().resolve("metadata"));
        }
    }

    /** Removes a local file or empty folder; leaves alone what is not local, not there, or not empty. */
    static void remove(String location) {
        local(location).ifPresent(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // What cannot be removed is unreferenced and harms nobody; orphan removal finds it.
            }
        });
    }

    /** Removes a local folder of files, however many of them were written. */
    static void removeFolder(String location) {
        local(location).filter(Files::isDirectory).ifPresent(folder -> {
            try (var files = Files.list(folder)) {
                files.forEach(file -> remove(file.toString()));
            } catch (IOException e) {
                // As above.
            }
            remove(location);
        });
    }
}

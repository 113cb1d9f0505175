package dev.floe.iceberg.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Locations as catalogs spell them: {@code s3://bucket/path}, or for local files {@code file:///path}, {@code file:/path} and plain
 * {@code /path}. Nothing in them is percent-decoded, neither here nor by DuckDB or Iceberg.
 */
final class Locations {
    private static final String LOCAL = "file:";

    /** What the names of folders begin with that hold the files of one write. */
    private static final String FOLDER = "floe-";

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

    /** A folder for the files of one write. */
    static String newFolder(String tableLocation) {
        return below(tableLocation, "data/" + FOLDER + UUID.randomUUID());
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

    /** A location as a glob pattern that matches it alone. */
    static String pattern(String location) {
        return location.replaceAll("[\\[*?]", "[$0]");
    }

    /**
     * Removes a local file or empty folder; leaves alone what is not local or not empty.
     *
     * @return whether it is gone
     */
    static boolean remove(String location) {
        Optional<Path> path = local(location);
        if (path.isEmpty()) {
            return false;
        }
        try {
            Files.deleteIfExists(path.get());
            return true;
        } catch (IOException e) {
            // What cannot be removed is unreferenced and harms nobody; orphan removal finds it.
            return false;
        }
    }

    /** Removes the folder that a local file was in, if nothing is in it any more and it is floe's own. */
    static void removeEmptyFolder(String file) {
        local(file)
                .map(Path::getParent)
                .filter(folder -> String.valueOf(folder.getFileName()).startsWith(FOLDER))
                .ifPresent(folder -> remove(folder.toString()));
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

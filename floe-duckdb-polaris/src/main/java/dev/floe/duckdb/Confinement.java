package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.duckdb.internal.Queries;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts a {@link FileAccess} into DuckDB's settings. DuckDB compares real paths, symbolic links followed, with folders and files that
 * are allowed, and has no list of forbidden ones (1.5.5).
 */
final class Confinement {
    /** What the httpfs extension reads and writes. DuckDB takes a prefix for a URL only while an extension for it is loaded. */
    private static final List<String> HTTPFS =
            List.of("http://", "https://", "s3://", "s3a://", "s3n://", "gcs://", "gs://", "r2://", "hf://");

    private static final List<String> AZURE = List.of("azure://", "az://", "abfss://");

    private final Set<String> directories = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();

    private Confinement() {}

    /** Confines the instance; cannot be taken back. */
    static void apply(Connection own, FileAccess access) throws SQLException {
        Capabilities capabilities = Capabilities.of(own);
        if (!(access instanceof FileAccess.Everything) && !capabilities.comparesRealPaths()) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "SQL cannot be confined to " + access + ": DuckDB " + capabilities.version()
                            + " follows symbolic links out of what is allowed. Use 1.5 or later, or allow everything.");
        }
        Confinement allowed = new Confinement();
        if (access instanceof FileAccess.Only only) {
            allowed.directories.addAll(only.places());
        } else if (access instanceof FileAccess.Without without) {
            allowed.around(without.folders());
            allowed.urls(own);
        } else {
            return;
        }
        Queries.text(own, "SELECT current_setting('temp_directory')").ifPresent(allowed.directories::add);
        Queries.run(own, "SET GLOBAL allowed_directories = " + Sql.literals(List.copyOf(allowed.directories)));
        Queries.run(own, "SET GLOBAL allowed_paths = " + Sql.literals(List.copyOf(allowed.files)));
        Queries.run(own, "SET GLOBAL enable_external_access = false");
    }

    private void around(List<Path> folders) {
        Set<Path> hidden = new LinkedHashSet<>();
        folders.forEach(folder -> hidden.add(real(folder)));
        FileSystems.getDefault().getRootDirectories().forEach(root -> around(root, hidden));
    }

    private void around(Path folder, Set<Path> hidden) {
        if (hidden.contains(folder)) {
            return;
        }
        if (hidden.stream().noneMatch(path -> path.startsWith(folder))) {
            directories.add(folder.toString());
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                // What a symbolic link leads to is allowed, or not, under its real path.
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    around(entry, hidden);
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(entry.toString());
                }
            }
        } catch (IOException e) {
            // What cannot be listed cannot be told from what is hidden in it.
        }
    }

    private void urls(Connection own) throws SQLException {
        List<String> prefixes = new ArrayList<>();
        Set<String> loaded = DuckDbExtensions.loaded(own);
        if (loaded.contains("httpfs")) {
            prefixes.addAll(HTTPFS);
        }
        if (loaded.contains("azure")) {
            prefixes.addAll(AZURE);
        }
        directories.addAll(prefixes);
    }

    /** The real path, also of what is not there yet. */
    private static Path real(Path path) {
        for (Path there = path; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(path)).normalize();
            } catch (IOException e) {
                // look further up
            }
        }
        return path;
    }
}

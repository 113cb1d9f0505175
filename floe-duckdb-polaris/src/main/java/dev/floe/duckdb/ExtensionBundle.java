package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Extensions that are resources of a jar on the class path, as floe-duckdb-extensions packages them. DuckDB only loads files, so one
 * is unpacked the first time, under a name that several processes may write at once: each writes a file of its own and moves it into
 * place as a whole.
 */
final class ExtensionBundle {
    /** Where the resources are, laid out as DuckDB's repository. */
    static final String ROOT = "META-INF/floe/duckdb-extensions/";

    private ExtensionBundle() {}

    /** What a resource is called. */
    static String resource(String version, String platform, String file) {
        return ROOT + version + "/" + platform + "/" + file;
    }

    /**
     * The file of an extension, unpacked below a folder; empty if no jar holds it. DuckDB checks its signature when it loads it.
     *
     * @throws DuckDbException {@code EXTENSION_UNAVAILABLE} if it cannot be unpacked there
     */
    static Optional<Path> file(Path below, String version, String platform, String file) {
        Optional<URL> found = find(resource(version, platform, file));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Path target = below.resolve(version).resolve(platform).resolve(file);
        try {
            URLConnection connection = found.get().openConnection();
            // A cached jar file would stay open for as long as the JVM lives.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                if (!Files.isRegularFile(target) || Files.size(target) != connection.getContentLengthLong()) {
                    unpack(in, target);
                }
            }
            return Optional.of(target);
        } catch (IOException e) {
            throw DuckDbException.of(
                    ErrorCode.EXTENSION_UNAVAILABLE,
                    "DuckDB's extension file " + file + " of the class path cannot be unpacked to " + target + ": "
                            + e.getMessage()
                            + ". Name a folder that can be written to, or put the files into a folder and"
                            + " name it in " + DuckDbExtensions.DIRECTORY_VARIABLE + ".",
                    e,
                    Redactor.none());
        }
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        Path folder = Files.createDirectories(target.getParent());
        Path own = Files.createTempFile(folder, target.getFileName() + "-", ".part");
        try {
            Files.copy(in, own, StandardCopyOption.REPLACE_EXISTING);
            try {
                Files.move(own, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(own, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static Optional<URL> find(String resource) {
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        return Stream.of(context, ExtensionBundle.class.getClassLoader())
                .filter(loader -> loader != null)
                .map(loader -> loader.getResource(resource))
                .filter(url -> url != null)
                .findFirst();
    }
}

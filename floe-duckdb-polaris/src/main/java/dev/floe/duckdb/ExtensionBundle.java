package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Extensions that are resources of a jar on the class path, as floe-duckdb-extensions packages them. DuckDB only loads files, so one
 * is unpacked the first time: by one process at a time, and moved into place as a whole, so that also a process that cannot lock sees
 * all of a file or nothing.
 */
final class ExtensionBundle {
    /** Where the resources are, laid out as DuckDB's repository. */
    static final String ROOT = "META-INF/floe/duckdb-extensions/";

    /** The resource in which each jar lists what it holds. */
    private static final String INDEX = ROOT + "index";

    /** Locks of files are the process's, and refused to its second thread. */
    private static final Object IN_PROCESS = new Object();

    private ExtensionBundle() {}

    /** What a resource is called. */
    static String resource(String version, String platform, String file) {
        return ROOT + version + "/" + platform + "/" + file;
    }

    /** Why no jar holds an extension: what was looked for, and for which DuckDB the jars are that are there. */
    static String missing(String version, String platform, String file) {
        Set<String> others = new TreeSet<>();
        for (ClassLoader loader : loaders()) {
            try {
                for (URL index : Collections.list(loader.getResources(INDEX))) {
                    read(index)
                            .lines()
                            .map(line -> line.replaceFirst("/[^/]*$", ""))
                            .forEach(others::add);
                }
            } catch (IOException e) {
                others.add("an index that cannot be read: " + e.getMessage());
            }
        }
        return "the class path: no " + resource(version, platform, file)
                + (others.isEmpty() ? "" : ", the jars there are for " + String.join(", ", others));
    }

    /**
     * The file of an extension, unpacked below a folder; empty if no jar holds it. DuckDB checks its signature when it loads it.
     *
     * @throws DuckDbException {@code EXTENSION_DIRECTORY_UNWRITABLE} if it cannot be unpacked there
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
                long size = connection.getContentLengthLong();
                if (!isWhole(target, size)) {
                    locked(target, size, in);
                }
            }
            return Optional.of(target);
        } catch (IOException e) {
            throw DuckDbException.of(
                    ErrorCode.EXTENSION_DIRECTORY_UNWRITABLE,
                    "DuckDB's extension file " + file + " of the class path cannot be unpacked to " + target + ": "
                            + WorkDirectory.reason(e) + ". Name a folder that can be written to in "
                            + WorkDirectory.VARIABLE
                            + ", or put the files into a folder (floe extensions install --to DIR) and name it in "
                            + DuckDbExtensions.DIRECTORY_VARIABLE + ".",
                    e,
                    Redactor.none());
        }
    }

    private static boolean isWhole(Path target, long size) throws IOException {
        return Files.isRegularFile(target) && Files.size(target) == size;
    }

    private static void locked(Path target, long size, InputStream in) throws IOException {
        Path folder = Files.createDirectories(target.getParent());
        synchronized (IN_PROCESS) {
            try (FileChannel lock =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(lock);
                if (!isWhole(target, size)) {
                    unpack(in, target);
                }
            }
        }
    }

    /** A file system without locks has processes unpack at the same time, which does no harm. */
    private static void lock(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException e) {
            return;
        }
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        Path own = Files.createTempFile(target.getParent(), target.getFileName() + "-", ".part");
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

    private static String read(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<URL> find(String resource) {
        return loaders().stream()
                .map(loader -> loader.getResource(resource))
                .filter(url -> url != null)
                .findFirst();
    }

    private static List<ClassLoader> loaders() {
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        return Stream.of(context, ExtensionBundle.class.getClassLoader())
                .filter(loader -> loader != null)
                .distinct()
                .toList();
    }
}

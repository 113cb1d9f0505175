package dev.floe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Prepares a folder from which the launcher starts floe sooner: the runnable jar without DuckDB's native libraries, which the driver
 * would unpack at every start, and this platform's library as a file that the JVM loads where it lies.
 *
 * <p>The folder appears at once and complete, or not at all; if another process was first, its folder stays.
 */
final class FastStart {
    /** The jar's name in the folder. */
    private static final String JAR = "floe.jar";

    /** What the driver calls its libraries, before {@code linux_amd64} and the like. */
    private static final String LIBRARIES = "libduckdb_java.so_";

    /** What the JVM looks for, in the form that the platform writes it, when the jar holds no library. */
    private static final String LIBRARY = System.mapLibraryName("duckdb_java");

    private FastStart() {}

    /**
     * Entry point of the launcher; the status is 0 when the folder is there, 1 when it cannot be.
     *
     * @param arguments the folder; the one that it is in is there
     */
    public static void main(String[] arguments) {
        try {
            prepare(jar(), Path.of(arguments[0]));
            System.exit(0);
        } catch (IOException | URISyntaxException | UnsatisfiedLinkError e) {
            // The launcher goes on as if it had not asked.
            System.exit(1);
        }
    }

    private static Path jar() throws URISyntaxException {
        return Path.of(FastStart.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Makes the folder from a runnable jar; what the JVM cannot load here is an {@link UnsatisfiedLinkError}. */
    static void prepare(Path runnable, Path folder) throws IOException {
        Path draft = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "draft-");
        try {
            Path library = draft.resolve(LIBRARY);
            try (JarFile jar = new JarFile(runnable.toFile())) {
                copyWithoutLibraries(jar, draft.resolve(JAR));
                extract(jar, library);
            }
            System.load(library.toString());
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(folder.resolve(JAR))) {
                throw e;
            }
        } finally {
            delete(draft);
        }
    }

    /** Entries are stored as they are: there is nothing to inflate at a start. */
    private static void copyWithoutLibraries(JarFile from, Path to) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (entry.getName().startsWith(LIBRARIES)) {
                    continue;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setMethod(ZipEntry.STORED);
                copy.setTime(entry.getTime());
                copy.setSize(entry.getSize());
                copy.setCrc(entry.getCrc());
                out.putNextEntry(copy);
                try (InputStream in = from.getInputStream(entry)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    /** Writes this platform's library; the jar's checksum of it is checked on the way. */
    private static void extract(JarFile from, Path to) throws IOException {
        String name = LIBRARIES + platform();
        ZipEntry entry = Optional.ofNullable(from.getEntry(name))
                .orElseThrow(() -> new IOException(from.getName() + " has no " + name));
        CRC32 checksum = new CRC32();
        try (InputStream in = from.getInputStream(entry);
                OutputStream out = new CheckedOutputStream(Files.newOutputStream(to), checksum)) {
            in.transferTo(out);
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new IOException(name + " is damaged in " + from.getName());
        }
    }

    /** The platform as the driver names it. */
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return "osx_universal";
        }
        boolean arm = List.of("aarch64", "arm64").contains(System.getProperty("os.arch", ""));
        return (os.startsWith("windows") ? "windows" : "linux") + (arm ? "_arm64" : "_amd64");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

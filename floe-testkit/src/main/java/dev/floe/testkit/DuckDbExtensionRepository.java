package dev.floe.testkit;

import dev.floe.testkit.internal.ExtensionSources;
import dev.floe.testkit.internal.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds DuckDB's extensions {@code httpfs}, {@code avro} and {@code iceberg} for tests, also where DuckDB's own
 * repository is out of reach, and keeps them in a cache of the user's.
 *
 * <p>They are looked for in this order:
 *
 * <ol>
 *   <li>the directory that the system property or the environment variable {@value #SETTING} names;
 *   <li>the cache, {@code $XDG_CACHE_HOME/floe/duckdb-extensions}, by default below {@code ~/.cache};
 *   <li>DuckDB's own repository, through the driver's {@code INSTALL};
 *   <li>the Python packages {@code duckdb-extension-NAME}, through {@code pip download}.
 * </ol>
 *
 * <p>The last two fill the cache, atomically and one process at a time. The directory has the layout of a DuckDB
 * extension repository and of an extension directory at once, {@code v1.5.5/linux_amd64/NAME.duckdb_extension}, so both
 * {@code SET custom_extension_repository = 'DIR'} before {@code INSTALL} and {@code SET extension_directory = 'DIR'}
 * before {@code LOAD} work (DuckDB 1.5.5). Version and platform are those of the DuckDB driver on the class path.
 */
public final class DuckDbExtensionRepository {

    /** The system property and, after it, the environment variable that name a directory to use as it is. */
    public static final String SETTING = "FLOE_DUCKDB_EXTENSIONS";

    /** The extensions, in the order in which they are to be loaded. */
    public static final List<String> EXTENSIONS = List.of("httpfs", "avro", "iceberg");

    private static final Object LOCK = new Object();
    private static @Nullable Path located;

    /** Fills a folder with extension files, or throws and says why not. */
    interface Source {
        void fill(Path directory) throws IOException;
    }

    private DuckDbExtensionRepository() {}

    /**
     * The directory of the extensions; found once per JVM.
     *
     * @throws IllegalStateException when no DuckDB driver is on the class path or the extensions cannot be had anywhere;
     *     the message says what was tried
     */
    public static Path locate() {
        synchronized (LOCK) {
            if (located == null) {
                Target target = Target.ofDriver();
                located = locate(
                        target,
                        setting(System::getenv),
                        cache(System::getenv),
                        directory -> ExtensionSources.fromDuckDb(EXTENSIONS, directory),
                        directory -> ExtensionSources.fromPip(
                                EXTENSIONS,
                                target.version().substring(1),
                                Files.createDirectories(target.in(directory))));
            }
            return located;
        }
    }

    /**
     * Loads the extensions into the instance of a connection, from {@link #locate()}; nothing is installed. The setting
     * {@code extension_directory} of the instance is changed for it.
     *
     * @throws SQLException when DuckDB refuses one of them
     */
    public static void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET extension_directory='" + locate().toString().replace("'", "''") + "'");
            for (String name : EXTENSIONS) {
                statement.execute("LOAD " + name);
            }
        }
    }

    static Path locate(Target target, Optional<Path> setting, Path cache, Source duckDb, Source pip) {
        if (setting.isPresent()) {
            List<Path> missing = target.missing(setting.get());
            if (missing.isEmpty()) {
                return setting.get();
            }
            throw new IllegalStateException(SETTING + " names " + setting.get() + ", which lacks " + missing);
        }
        if (target.missing(cache).isEmpty()) {
            return cache;
        }
        try {
            Files.createDirectories(cache);
            try (FileChannel channel =
                    FileChannel.open(cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                if (!target.missing(cache).isEmpty()) {
                    fill(target, cache, duckDb, pip);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep DuckDB's extensions in " + cache, e);
        }
        return cache;
    }

    private static void fill(Target target, Path cache, Source duckDb, Source pip) throws IOException {
        List<String> tried = new ArrayList<>();
        tried.add("no " + SETTING + " is set");
        tried.add("the cache " + cache + " lacks them");
        if (!filled(target, cache, "DuckDB's own repository", duckDb, tried)
                && !filled(target, cache, "pip download", pip, tried)) {
            throw new IllegalStateException("DuckDB's extensions " + EXTENSIONS + " for " + target.version() + " on "
                    + target.platform() + " cannot be had: " + String.join("; ", tried) + ". Put them into a directory"
                    + " as " + target.in(Path.of("DIR")).resolve(ExtensionSources.file("NAME")) + " and name it in "
                    + SETTING);
        }
    }

    private static boolean filled(Target target, Path cache, String name, Source source, List<String> tried)
            throws IOException {
        Path staging = Files.createTempDirectory(cache, ".staging-");
        try {
            source.fill(staging);
            List<Path> missing = target.missing(staging);
            if (!missing.isEmpty()) {
                tried.add(name + " gave no " + missing.get(0).getFileName());
                return false;
            }
            Files.createDirectories(target.in(cache));
            for (String extension : EXTENSIONS) {
                Files.move(
                        target.file(staging, extension),
                        target.file(cache, extension),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        } catch (IOException e) {
            tried.add(name + " (" + e.getMessage() + ")");
            return false;
        } finally {
            Folders.delete(staging);
        }
    }

    static Optional<Path> setting(UnaryOperator<@Nullable String> environment) {
        return Optional.ofNullable(System.getProperty(SETTING))
                .or(() -> Optional.ofNullable(environment.apply(SETTING)))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath());
    }

    static Path cache(UnaryOperator<@Nullable String> environment) {
        Path base = Optional.ofNullable(environment.apply("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return base.resolve("floe").resolve("duckdb-extensions");
    }

    /**
     * The DuckDB that the extensions are for.
     *
     * @param version as {@code v1.5.5}
     * @param platform as {@code linux_amd64}
     */
    record Target(String version, String platform) {

        static Target ofDriver() {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                return new Target(ask(connection, "SELECT version()"), ask(connection, "PRAGMA platform"));
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "DuckDB's version and platform cannot be asked, is duckdb_jdbc on the class path?", e);
            }
        }

        private static String ask(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return result.getString(1);
            }
        }

        Path in(Path directory) {
            return directory.resolve(version).resolve(platform);
        }

        Path file(Path directory, String extension) {
            return in(directory).resolve(ExtensionSources.file(extension));
        }

        List<Path> missing(Path directory) {
            return EXTENSIONS.stream()
                    .map(extension -> file(directory, extension))
                    .filter(file -> !Files.isRegularFile(file))
                    .toList();
        }
    }
}

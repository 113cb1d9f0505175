package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.duckdb.internal.Queries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB instance to work on: a database file or a private in-memory database that floe opens, or the instance behind a caller's
 * connection.
 *
 * <p>What floe opens has floe's settings ({@link DuckDbSettings}) and does not let SQL change where extensions and persistent secrets
 * come from: community and unsigned extensions, persistent secrets and showing secrets are off, extensions neither install nor load
 * by themselves. On a caller's instance nothing is changed, and the caller's connection is never used, closed, committed or rolled
 * back: its uncommitted rows and TEMP objects are not seen from here.
 *
 * <p>Thread-safe. {@link #close()} closes what the session opened itself; connections from {@link #open()} are closed by whoever
 * took them.
 *
 * <pre>{@code
 * try (DuckDbSession session = DuckDbSession.builder()
 *                 .database(Path.of("work.duckdb"))
 *                 .settings(DuckDbSettings.none().withThreads(4))
 *                 .build();
 *         Connection worker = session.open()) {
 *     // one connection per worker
 * }
 * }</pre>
 */
public final class DuckDbSession implements ConnectionSource, AutoCloseable {
    private final DuckDBConnection root;
    private final boolean owned;
    private final DuckDbSettings settings;

    private DuckDbSession(DuckDBConnection root, boolean owned, DuckDbSettings settings) {
        this.root = root;
        this.owned = owned;
        this.settings = settings;
    }

    /** A builder: a private in-memory database, no settings, extensions from {@link DuckDbExtensions#auto()}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the session is closed
     */
    @Override
    public Connection open() throws SQLException {
        if (root.isClosed()) {
            throw new IllegalStateException("the DuckDB session is closed");
        }
        return Duplicates.of(root);
    }

    /** Whether floe opened the instance; false for one behind a caller's connection. */
    public boolean ownsInstance() {
        return owned;
    }

    /** The settings that the instance was opened with; {@link DuckDbSettings#none()} for a caller's. */
    public DuckDbSettings settings() {
        return settings;
    }

    /**
     * Confines SQL on the instance to what {@link #settings()} allow, {@link DuckDbSettings#fileAccess}, from now on; for the life of
     * the instance, it cannot be taken back. To be called after extensions are loaded and before SQL that is not trusted runs.
     *
     * <p>Applies to local files, {@code http(s)} and object stores, for reading and writing, and to loading further extensions,
     * which becomes impossible; not to the requests of attached Iceberg REST catalogs themselves (DuckDB 1.5.5), but to the data
     * files of their tables. The instance's own database file and temporary folder stay usable. Does nothing if everything is
     * allowed, or on a caller's instance.
     *
     * @throws DuckDbException {@code SETTING_REFUSED}; always on DuckDB 1.4, which follows symbolic links out of what is allowed
     */
    public void confine() {
        if (!owned) {
            return;
        }
        try (Connection connection = open()) {
            Confinement.apply(connection, settings.fileAccess());
        } catch (SQLException e) {
            throw DuckDbException.of(
                    e,
                    Redactor.none(),
                    "Confining the DuckDB instance to " + settings.fileAccess(),
                    ErrorCode.SETTING_REFUSED);
        }
    }

    /** Closes floe's own connection; a private in-memory database ends with the last connection to it. Repeating it does nothing. */
    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw DuckDbException.of(e, Redactor.none(), "Closing DuckDB", ErrorCode.DATABASE_UNAVAILABLE);
        }
    }

    /** Opens a {@link DuckDbSession}. Not thread-safe. */
    public static final class Builder {
        private Optional<Path> work = WorkDirectory.of(System.getenv());
        private @Nullable Path database;
        private @Nullable Connection connection;
        private @Nullable DuckDbSettings settings;
        private DuckDbExtensions extensions = DuckDbExtensions.auto();
        private List<String> load = List.of();
        private boolean autoload;

        private Builder() {}

        /**
         * A database file; created, with its folder, if it is not there. Within a JVM, one file is one instance, and everybody must open
         * it with the same settings.
         */
        public Builder database(Path file) {
            this.database = requireNonNull(file, "file");
            this.connection = null;
            return this;
        }

        /** A private in-memory database: the default. */
        public Builder inMemory() {
            this.database = null;
            this.connection = null;
            return this;
        }

        /** The instance behind a caller's connection, which stays as it is and must stay open while the session is built. */
        public Builder connection(Connection callers) {
            this.connection = requireNonNull(callers, "callers");
            this.database = null;
            return this;
        }

        /**
         * The folder for everything that the instance writes beside its database, where the settings name none: temporary files, and
         * the extensions that it installs. By default what {@code FLOE_WORK_DIRECTORY} names; without it temporary files go below
         * {@code java.io.tmpdir}, and extensions into the user's home. Created if it is not there; absolute. Not for a caller's
         * instance.
         */
        public Builder workDirectory(Path folder) {
            this.work = Optional.of(folder.toAbsolutePath());
            return this;
        }

        /** What to open the instance with; not for a caller's. */
        public Builder settings(DuckDbSettings settings) {
            this.settings = requireNonNull(settings, "settings");
            return this;
        }

        /** Where extensions come from. */
        public Builder extensions(DuckDbExtensions extensions) {
            this.extensions = requireNonNull(extensions, "extensions");
            return this;
        }

        /** Extensions to load right away. */
        public Builder load(List<String> names) {
            this.load = List.copyOf(names);
            return this;
        }

        /**
         * Whether DuckDB may load (never install) an installed extension by itself when SQL needs one; false by default. Not for a
         * caller's instance.
         */
        public Builder autoload(boolean autoload) {
            this.autoload = autoload;
            return this;
        }

        /**
         * Opens the session.
         *
         * @throws DuckDbException {@code DATABASE_LOCKED} naming the process that holds the file, {@code DATABASE_UNAVAILABLE}, {@code
         *     SETTING_REFUSED}, {@code EXTENSION_UNAVAILABLE}, {@code NOT_A_DUCKDB_CONNECTION}, {@code TEMP_DIRECTORY_UNWRITABLE}, {@code
         *     NATIVE_LIBRARY_UNLOADABLE}, {@code PLATFORM_UNSUPPORTED}
         * @throws IllegalStateException if settings were given for a caller's instance
         */
        public DuckDbSession build() {
            DuckDbSession session = connection != null ? beside(connection) : opened();
            try {
                if (!load.isEmpty()) {
                    extensions.load(session.root, load);
                }
                return session;
            } catch (RuntimeException e) {
                session.close();
                throw e;
            }
        }

        private DuckDbSession beside(Connection callers) {
            if (settings != null || autoload) {
                throw new IllegalStateException(
                        "settings are for an instance that floe opens; the caller's connection decides its own");
            }
            return new DuckDbSession(Duplicates.of(callers), false, DuckDbSettings.none());
        }

        private DuckDbSession opened() {
            DuckDbSettings applied = settings == null ? DuckDbSettings.none() : settings;
            String where = database == null ? "an in-memory DuckDB database" : "the DuckDB database " + database;
            String url = url();
            Properties properties = InstanceProperties.of(
                    applied, temporaryFolder(applied), work.map(WorkDirectory::extensions), autoload);
            try {
                DuckDBConnection root = Driver.open(url, properties);
                try {
                    // A first use of the secret manager, after which SQL cannot change its settings any more.
                    Queries.text(root, "SELECT count(*) FROM duckdb_secrets()");
                    return new DuckDbSession(root, true, applied);
                } catch (SQLException e) {
                    root.close();
                    throw e;
                }
            } catch (SQLException e) {
                String message = String.valueOf(e.getMessage());
                ErrorCode otherwise =
                        message.contains("configuration option") || message.contains("options were not recognized")
                                ? ErrorCode.SETTING_REFUSED
                                : ErrorCode.DATABASE_UNAVAILABLE;
                throw DuckDbException.of(e, Redactor.none(), "Opening " + where, otherwise);
            }
        }

        private String url() {
            if (database == null) {
                return "jdbc:duckdb:";
            }
            Path file = database.toAbsolutePath().normalize();
            if (file.toString().indexOf(';') >= 0) {
                throw DuckDbException.of(
                        ErrorCode.DATABASE_UNAVAILABLE,
                        "The path of the DuckDB database " + file
                                + " holds a semicolon, which DuckDB's JDBC driver takes for the end of it. Use another path.");
            }
            Path folder = file.getParent();
            if (folder != null) {
                WorkDirectory.make(
                        folder,
                        "of the DuckDB database " + file,
                        ErrorCode.DATABASE_UNAVAILABLE,
                        "Create it, or name another one.");
            }
            return "jdbc:duckdb:" + file;
        }

        /** A folder of this instance alone, for two instances in one folder would overwrite each other's files. */
        private Path temporaryFolder(DuckDbSettings applied) {
            Path folder = applied.tempDirectory().or(() -> work).orElseGet(WorkDirectory::temporary);
            WorkDirectory.make(
                    folder,
                    "for DuckDB's temporary files",
                    ErrorCode.TEMP_DIRECTORY_UNWRITABLE,
                    "Mount a volume that can be written to, and name it in " + DuckDbSettings.TEMP_DIRECTORY_VARIABLE
                            + " or " + WorkDirectory.VARIABLE + ".");
            String instance = database == null
                    ? UUID.randomUUID().toString().substring(0, 8)
                    : Fingerprint.of(real(database).toString());
            return folder.resolve("floe-duckdb-" + ProcessHandle.current().pid() + "-" + instance);
        }

        /** DuckDB knows one file under all paths to it, and so must the name of its folder. */
        private static Path real(Path file) {
            Path absolute = file.toAbsolutePath().normalize();
            try {
                Path folder = absolute.getParent();
                return Files.exists(absolute) || folder == null
                        ? absolute.toRealPath()
                        : folder.toRealPath().resolve(absolute.getFileName());
            } catch (IOException e) {
                return absolute;
            }
        }
    }
}

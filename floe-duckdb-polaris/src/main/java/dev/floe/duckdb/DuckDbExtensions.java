package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.duckdb.internal.EngineMessages;
import dev.floe.duckdb.internal.Queries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where DuckDB's extensions come from, and how they get into an instance.
 *
 * <p>An extension that the instance has loaded is never loaded again. DuckDB checks signature, version and platform of every file
 * it loads. Loading is for the whole instance and cannot be undone. Immutable and thread-safe.
 */
public final class DuckDbExtensions {
    /** The environment variable that names a folder with extensions: {@value}. */
    public static final String DIRECTORY_VARIABLE = "FLOE_DUCKDB_EXTENSIONS";

    /** What an extension needs to have loaded before itself. */
    private static final Map<String, List<String>> NEEDS = Map.of("iceberg", List.of("avro", "httpfs"));

    private static final String SUFFIX = ".duckdb_extension";

    /** What INSTALL says where it cannot write. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("Can't find the home directory|Failed to create directory|Could not write file");

    private sealed interface Place {
        record Installed() implements Place {}

        record Folder(Path path) implements Place {}

        record Bundle(Path below) implements Place {}

        record Repository(Optional<String> address) implements Place {}
    }

    /**
     * An extension in an instance.
     *
     * @param name its name
     * @param version its own version, as DuckDB shows it
     * @param origin where it was found; {@value #ALREADY_LOADED} if nothing was done
     */
    public record Extension(String name, String version, String origin) {
        /** The origin of an extension that was there before. */
        public static final String ALREADY_LOADED = "already loaded";

        /** Checks that nothing is null. */
        public Extension {
            requireNonNull(name, "name");
            requireNonNull(version, "version");
            requireNonNull(origin, "origin");
        }

        /** Whether it was loaded by this call. */
        public boolean loadedNow() {
            return !origin.equals(ALREADY_LOADED);
        }
    }

    private static final List<String> ICEBERG = List.of("httpfs", "iceberg");

    /** Which files fit: DuckDB's version, as v1.5.5, and platform, as linux_amd64. */
    private record Build(String version, String platform) {
        static Build of(Connection own) throws SQLException {
            try (Statement statement = own.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT version(), (SELECT platform FROM pragma_platform())")) {
                row.next();
                return new Build(row.getString(1), row.getString(2));
            }
        }
    }

    private static final String LOADED =
            "SELECT extension_name, coalesce(extension_version, '') FROM duckdb_extensions() WHERE loaded";

    private final List<Place> places;

    private DuckDbExtensions(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /** {@link #auto(Map)} with the process's environment. */
    public static DuckDbExtensions auto() {
        return auto(System.getenv());
    }

    /**
     * What is installed on the machine, then the folder that {@value #DIRECTORY_VARIABLE} names, then {@link #bundled()}, then DuckDB's
     * own repository.
     *
     * @param environment the environment variables
     */
    public static DuckDbExtensions auto(Map<String, String> environment) {
        List<Place> places = new ArrayList<>();
        places.add(new Place.Installed());
        String folder = environment.get(DIRECTORY_VARIABLE);
        if (folder != null && !folder.isBlank()) {
            places.add(new Place.Folder(Path.of(folder.strip())));
        }
        places.add(new Place.Bundle(
                WorkDirectory.of(environment).map(WorkDirectory::extensions).orElseGet(DuckDbExtensions::unpacked)));
        places.add(new Place.Repository(Optional.empty()));
        return new DuckDbExtensions(places);
    }

    /**
     * Only what a jar on the class path holds ({@code floe-duckdb-extensions}), unpacked the first time that it is
     * loaded: below what {@code FLOE_WORK_DIRECTORY} names, else below {@code java.io.tmpdir}.
     */
    public static DuckDbExtensions bundled() {
        return bundled(
                WorkDirectory.of(System.getenv()).map(WorkDirectory::extensions).orElseGet(DuckDbExtensions::unpacked));
    }

    /** {@link #bundled()}, unpacked below another folder. */
    public static DuckDbExtensions bundled(Path below) {
        return new DuckDbExtensions(List.of(new Place.Bundle(requireNonNull(below, "below"))));
    }

    private static Path unpacked() {
        return WorkDirectory.temporary().resolve("floe-duckdb-extensions-" + System.getProperty("user.name"));
    }

    /** The same places but for those that would use the network. */
    public DuckDbExtensions offline() {
        return new DuckDbExtensions(places.stream()
                .filter(place -> !(place instanceof Place.Repository))
                .toList());
    }

    /**
     * Puts extensions, and what they need, into a folder that {@link #directory} takes: for building images. Each is loaded once
     * from there, which checks its signature, version and platform.
     *
     * @param folder created if it is not there
     * @param names the extensions
     * @return what is in the folder now, in the order of loading
     * @throws DuckDbException {@code EXTENSION_UNAVAILABLE}, {@code EXTENSION_DIRECTORY_UNWRITABLE}
     */
    public List<Extension> installTo(Path folder, List<String> names) {
        Path target = folder.toAbsolutePath();
        try (Connection scratch = Driver.open("jdbc:duckdb:", new Properties());
                Connection fresh = Driver.open("jdbc:duckdb:", new Properties())) {
            Files.createDirectories(target);
            for (Connection connection : List.of(scratch, fresh)) {
                Queries.run(connection, "SET extension_directory = " + Sql.literal(target.toString()));
            }
            Build build = Build.of(scratch);
            for (Extension extension : load(scratch, names)) {
                Path file = target.resolve(build.version())
                        .resolve(build.platform())
                        .resolve(extension.name() + SUFFIX);
                Path origin = Path.of(extension.origin());
                if (!Files.exists(file) && Files.isRegularFile(origin)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(origin, file);
                }
            }
            return directory(target).load(fresh, names);
        } catch (IOException e) {
            throw DuckDbException.of(
                    ErrorCode.EXTENSION_DIRECTORY_UNWRITABLE,
                    "DuckDB's extensions cannot be put into " + target + ": "
                            + e.getClass().getSimpleName() + " " + e.getMessage()
                            + ". Name a folder that can be written to.",
                    e,
                    Redactor.none());
        } catch (SQLException e) {
            throw DuckDbException.of(e, Redactor.none(), "Putting DuckDB's extensions into " + target);
        }
    }

    /**
     * A folder only. Files are used where they are; nothing is installed and nothing written.
     *
     * @param folder laid out as DuckDB's repository, {@code v1.5.5/linux_amd64/NAME.duckdb_extension}, or flat, {@code
     *     NAME.duckdb_extension}
     */
    public static DuckDbExtensions directory(Path folder) {
        return new DuckDbExtensions(List.of(new Place.Folder(requireNonNull(folder, "folder"))));
    }

    /**
     * What is installed on the machine, then a repository; what comes from there is installed for the operating-system user.
     *
     * @param address an {@code http}, {@code https} or {@code s3} URL; a path is taken as {@link #directory}
     */
    public static DuckDbExtensions repository(String address) {
        if (!requireNonNull(address, "address").contains("://")) {
            return directory(Path.of(address));
        }
        return new DuckDbExtensions(List.of(new Place.Installed(), new Place.Repository(Optional.of(address))));
    }

    /** Only what is installed on the machine; nothing is fetched. */
    public static DuckDbExtensions installedOnly() {
        return new DuckDbExtensions(List.of(new Place.Installed()));
    }

    /**
     * Loads what an Iceberg REST catalog needs: {@code avro}, {@code httpfs} and {@code iceberg}.
     *
     * @throws DuckDbException see {@link #load}
     */
    public List<Extension> loadIceberg(Connection connection) {
        return load(connection, ICEBERG);
    }

    /**
     * Loads extensions and what they need, in an order that works, on a connection of its own beside the given one.
     *
     * @param connection any connection to the instance; stays as it is
     * @param names the extensions
     * @return the extensions with what they need, in the order in which they were loaded
     * @throws DuckDbException {@code EXTENSION_UNAVAILABLE} if one cannot be had, naming every place that was looked at; {@code
     *     EXTENSION_DIRECTORY_UNWRITABLE}, {@code NATIVE_LIBRARY_UNLOADABLE} if that is the reason; {@code NOT_A_DUCKDB_CONNECTION}
     * @throws IllegalArgumentException if a name is not an extension's
     */
    public List<Extension> load(Connection connection, List<String> names) {
        Set<String> wanted = withNeeds(names);
        try (Connection own = Duplicates.of(connection)) {
            Map<String, String> before = loadedVersions(own, wanted);
            Map<String, String> origins = origins(own, wanted, before);
            boolean same = before.keySet().containsAll(wanted);
            Map<String, String> after = same ? before : loadedVersions(own, wanted);
            return origins.entrySet().stream()
                    .map(entry ->
                            new Extension(entry.getKey(), after.getOrDefault(entry.getKey(), ""), entry.getValue()))
                    .toList();
        } catch (SQLException e) {
            throw DuckDbException.of(e, Redactor.none(), "Loading DuckDB's extensions " + wanted);
        }
    }

    /** {@link #loadIceberg} on floe's own connection, without asking for versions: what was loaded now, and from where. */
    Map<String, String> loadIcebergInto(Connection own) throws SQLException {
        Set<String> wanted = withNeeds(ICEBERG);
        Map<String, String> origins = origins(own, wanted, loadedVersions(own, wanted));
        origins.values().removeIf(Extension.ALREADY_LOADED::equals);
        return origins;
    }

    private static Set<String> withNeeds(List<String> names) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : names) {
            Sql.optionName(name);
            wanted.addAll(NEEDS.getOrDefault(name, List.of()));
            wanted.add(name);
        }
        return wanted;
    }

    private Map<String, String> origins(Connection own, Set<String> wanted, Map<String, String> loaded)
            throws SQLException {
        Map<String, String> origins = new LinkedHashMap<>();
        Optional<Build> build = Optional.empty();
        for (String name : wanted) {
            if (loaded.containsKey(name)) {
                origins.put(name, Extension.ALREADY_LOADED);
                continue;
            }
            if (build.isEmpty()) {
                build = Optional.of(Build.of(own));
            }
            origins.put(name, loadOne(own, build.get(), name));
        }
        return origins;
    }

    /** Where it was loaded from. */
    private String loadOne(Connection own, Build build, String name) throws SQLException {
        List<String> looked = new ArrayList<>();
        List<SQLException> failures = new ArrayList<>();
        for (Place place : places) {
            Optional<String> origin = loadFrom(own, build, name, place, looked, failures);
            if (origin.isPresent()) {
                return origin.get();
            }
        }
        throw unavailable(build, name, looked, failures);
    }

    private static Optional<String> loadFrom(
            Connection own, Build build, String name, Place place, List<String> looked, List<SQLException> failures) {
        if (place instanceof Place.Folder folder) {
            List<Path> candidates = candidates(build, folder.path(), name);
            Optional<Path> file =
                    candidates.stream().filter(Files::isRegularFile).findFirst();
            if (file.isEmpty()) {
                candidates.forEach(candidate -> looked.add(candidate + ": no such file"));
                return Optional.empty();
            }
            String path = file.get().toAbsolutePath().toString();
            return attempt(own, List.of("LOAD " + Sql.literal(path)), path, looked, failures);
        }
        if (place instanceof Place.Bundle bundle) {
            Optional<Path> file =
                    ExtensionBundle.file(bundle.below(), build.version(), build.platform(), name + SUFFIX);
            if (file.isEmpty()) {
                looked.add(ExtensionBundle.missing(build.version(), build.platform(), name + SUFFIX));
                return Optional.empty();
            }
            String path = file.get().toString();
            return attempt(own, List.of("LOAD " + Sql.literal(path)), path, looked, failures);
        }
        String load = "LOAD " + Sql.identifier(name);
        if (place instanceof Place.Repository repository) {
            String install = "INSTALL " + Sql.identifier(name);
            return repository.address().isEmpty()
                    ? attempt(own, List.of(install, load), "DuckDB's extension repository", looked, failures)
                    : attempt(
                            own,
                            List.of(
                                    install + " FROM "
                                            + Sql.literal(repository.address().get()),
                                    load),
                            repository.address().get(),
                            looked,
                            failures);
        }
        return attempt(own, List.of(load), "installed", looked, failures);
    }

    private static Optional<String> attempt(
            Connection own, List<String> statements, String origin, List<String> looked, List<SQLException> failures) {
        try {
            for (String statement : statements) {
                Queries.run(own, statement);
            }
            return Optional.of(origin);
        } catch (SQLException e) {
            looked.add(origin + ": " + firstLine(EngineMessages.essence(e)));
            failures.add(e);
            return Optional.empty();
        }
    }

    private static List<Path> candidates(Build build, Path folder, String name) {
        String file = name + SUFFIX;
        return List.of(folder.resolve(build.version()).resolve(build.platform()).resolve(file), folder.resolve(file));
    }

    private static DuckDbException unavailable(
            Build build, String name, List<String> looked, List<SQLException> failures) {
        String message = "DuckDB's extension '" + name + "' is not to be had for DuckDB " + build.version() + " on "
                + build.platform() + ". Looked at:\n  - " + String.join("\n  - ", looked) + "\nRemedy: set "
                + DIRECTORY_VARIABLE + " to a folder that holds " + build.version() + "/" + build.platform() + "/"
                + name
                + SUFFIX
                + " (floe extensions install --to FOLDER makes one), add the jar floe-duckdb-extensions to the class path, or run"
                + " INSTALL " + name
                + " once on this machine where DuckDB's extension repository can be reached (iceberg needs avro and httpfs too).";
        if (failures.isEmpty()) {
            return DuckDbException.of(ErrorCode.EXTENSION_UNAVAILABLE, message);
        }
        SQLException cause = failures.get(failures.size() - 1);
        String said = String.join("\n", looked);
        if (said.contains("failed to map segment")) {
            return DuckDbException.of(
                    ErrorCode.NATIVE_LIBRARY_UNLOADABLE,
                    message + "\nThe folder is on a file system mounted noexec: put the files onto another one.",
                    cause,
                    Redactor.none());
        }
        if (UNWRITABLE.matcher(said).find()) {
            return DuckDbException.of(
                    ErrorCode.EXTENSION_DIRECTORY_UNWRITABLE,
                    message + "\nWhat is installed goes below the user's home, or below the folder that "
                            + WorkDirectory.VARIABLE + " names: name one that can be written to.",
                    cause,
                    Redactor.none());
        }
        return DuckDbException.of(ErrorCode.EXTENSION_UNAVAILABLE, message, cause, Redactor.none());
    }

    /** The versions of those that are loaded. Where DuckDB may not look at its extension folder, or has none, a LOAD without effect tells. */
    private static Map<String, String> loadedVersions(Connection own, Set<String> names) throws SQLException {
        Map<String, String> loaded = new HashMap<>();
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery(LOADED)) {
            while (rows.next()) {
                loaded.put(rows.getString(1), rows.getString(2));
            }
            return loaded;
        } catch (SQLException e) {
            String message = EngineMessages.essence(e);
            if (!message.startsWith("Permission Error") && !message.contains("Can't find the home directory")) {
                throw e;
            }
        }
        for (String name : names) {
            try {
                Queries.run(own, "LOAD " + Sql.identifier(name));
                loaded.put(name, "");
            } catch (SQLException e) {
                // It is not loaded, and may not be.
            }
        }
        return loaded;
    }

    /** The names of those that are loaded. */
    static Set<String> loaded(Connection own) throws SQLException {
        return loadedVersions(own, Set.of()).keySet();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}

package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.ComputeConfig;
import dev.floe.config.Notice;
import dev.floe.config.ResolvedConfig;
import dev.floe.duckdb.internal.Machine;
import dev.floe.duckdb.internal.Sizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a DuckDB instance is opened with, and why. Immutable.
 *
 * @param memoryLimit DuckDB's memory limit as DuckDB writes sizes, {@code 8GiB}; DuckDB's own default, 80 % of the memory, if empty
 * @param threads DuckDB's own threads, at least 1; one per processor if empty
 * @param tempDirectory the folder in which the instance makes its folder for temporary files, absolute; {@code java.io.tmpdir} if
 *     empty, never the working directory
 * @param maxTempDirectorySize how much may be spilled to disk, as DuckDB writes sizes; 90 % of the free space if empty
 * @param fileAccess which files SQL is to be confined to ({@link DuckDbSession#confine()})
 * @param others further DuckDB settings by lower-case name
 * @param choices how each value came about, in the order above
 * @param notices what the user should know: memory that the JVM's heap leaves too little of, properties that are not applied
 */
public record DuckDbSettings(
        Optional<String> memoryLimit,
        OptionalInt threads,
        Optional<Path> tempDirectory,
        Optional<String> maxTempDirectorySize,
        FileAccess fileAccess,
        Map<String, String> others,
        List<Choice> choices,
        List<Notice> notices) {
    /** The variable for {@link #memoryLimit}; a Kubernetes quantity such as {@code 8Gi} is understood too. */
    public static final String MEMORY_LIMIT_VARIABLE = "DUCKDB_MEMORY_LIMIT";

    /** The variable for {@link #threads}. */
    public static final String THREADS_VARIABLE = "DUCKDB_THREADS";

    /** The variable for {@link #tempDirectory}. */
    public static final String TEMP_DIRECTORY_VARIABLE = "DUCKDB_TEMP_DIRECTORY";

    /** The code of the notice that the JVM's heap, not the share of the limit, decides DuckDB's memory. */
    public static final String HEAP_LIMITS_DUCKDB = "HEAP_LIMITS_DUCKDB";

    /** What would write requests, with the credentials in them, into a table or a file that SQL can read. */
    private static final Set<String> TELLING = Set.of(
            "enable_http_logging",
            "http_logging_output",
            "enable_logging",
            "enabled_log_types",
            "disabled_log_types",
            "logging_level",
            "logging_mode",
            "logging_storage");

    private static final Set<String> MANAGED = Set.of(
            "memory_limit",
            "max_memory",
            "threads",
            "worker_threads",
            "temp_directory",
            "max_temp_directory_size",
            "allow_persistent_secrets",
            "allow_unredacted_secrets",
            "allow_community_extensions",
            "allow_unsigned_extensions",
            "autoinstall_known_extensions",
            "autoload_known_extensions");

    /**
     * How a value came about: a line of an explanation.
     *
     * @param setting DuckDB's name of the setting
     * @param value the value
     * @param reason where it comes from
     */
    public record Choice(String setting, String value, String reason) {
        /** Checks that nothing is null. */
        public Choice {
            requireNonNull(setting, "setting");
            requireNonNull(value, "value");
            requireNonNull(reason, "reason");
        }

        @Override
        public String toString() {
            return setting + " = " + value + " (" + reason + ")";
        }
    }

    /** Copies the collections; checks that nothing is null and that values are in range. */
    public DuckDbSettings {
        requireNonNull(memoryLimit, "memoryLimit");
        requireNonNull(threads, "threads");
        requireNonNull(tempDirectory, "tempDirectory");
        requireNonNull(maxTempDirectorySize, "maxTempDirectorySize");
        requireNonNull(fileAccess, "fileAccess");
        others = Collections.unmodifiableMap(new TreeMap<>(others));
        choices = List.copyOf(choices);
        notices = List.copyOf(notices);
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw refused("threads", threads.getAsInt() + "", "the settings", "a whole number of at least 1");
        }
        tempDirectory.ifPresent(folder -> {
            if (!folder.isAbsolute()) {
                throw refused("temp_directory", folder.toString(), "the settings", "an absolute path");
            }
        });
    }

    /** Nothing set: DuckDB's own defaults, but for the folder of temporary files. */
    public static DuckDbSettings none() {
        return new DuckDbSettings(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                FileAccess.everything(),
                Map.of(),
                List.of(),
                List.of());
    }

    /**
     * The settings of a configuration on this machine.
     *
     * <ul>
     *   <li>threads: {@value #THREADS_VARIABLE}, then the resource profile's CPU limit rounded up, then the processors;
     *   <li>memory: {@value #MEMORY_LIMIT_VARIABLE}, then {@code memory_limit} of the compute properties, then the smaller of 67 % of L
     *       and L less the JVM's maximum heap and a reserve, where L is the smaller of the profile's memory limit and the cgroup's;
     *   <li>temporary files: {@value #TEMP_DIRECTORY_VARIABLE}, then {@code temp_directory} of the compute properties, then {@code
     *       FLOE_WORK_DIRECTORY};
     *   <li>file access: {@code file_access} of the compute properties, else everything but the folders that secrets are mounted in,
     *       and {@code /proc}.
     * </ul>
     *
     * A variable is taken from the process's environment, then from the resource profile's {@code env}.
     *
     * @param environment the process's environment
     * @throws DuckDbException {@code SETTING_REFUSED} if a value cannot be read, naming where it comes from
     */
    public static DuckDbSettings from(ResolvedConfig config, Map<String, String> environment) {
        return from(config, environment, Machine.current());
    }

    static DuckDbSettings from(ResolvedConfig config, Map<String, String> environment, Machine machine) {
        return new SettingsResolver(config, environment, machine).resolve();
    }

    /** These settings with another memory limit, as DuckDB or Kubernetes writes sizes. */
    public DuckDbSettings withMemoryLimit(String size) {
        String limit =
                Sizes.toDuckDb(size).orElseThrow(() -> refused("memory_limit", size, "the settings", Sizes.EXPECTED));
        return new DuckDbSettings(
                Optional.of(limit),
                threads,
                tempDirectory,
                maxTempDirectorySize,
                fileAccess,
                others,
                chosen("memory_limit", limit),
                notices);
    }

    /** These settings with another number of DuckDB's own threads. */
    public DuckDbSettings withThreads(int count) {
        return new DuckDbSettings(
                memoryLimit,
                OptionalInt.of(count),
                tempDirectory,
                maxTempDirectorySize,
                fileAccess,
                others,
                chosen("threads", Integer.toString(count)),
                notices);
    }

    /** These settings with another folder for temporary files; absolute. */
    public DuckDbSettings withTempDirectory(Path folder) {
        return new DuckDbSettings(
                memoryLimit,
                threads,
                Optional.of(folder),
                maxTempDirectorySize,
                fileAccess,
                others,
                chosen("temp_directory", folder.toString()),
                notices);
    }

    /** These settings with other places that SQL is confined to. */
    public DuckDbSettings withFileAccess(FileAccess access) {
        return new DuckDbSettings(
                memoryLimit,
                threads,
                tempDirectory,
                maxTempDirectorySize,
                access,
                others,
                chosen(ComputeConfig.FILE_ACCESS, access.toString()),
                notices);
    }

    /**
     * These settings with one more of DuckDB's settings, which DuckDB checks when the instance is opened.
     *
     * @throws IllegalArgumentException if the setting has its own method here, or is one that floe keeps to itself
     * @throws DuckDbException {@code SETTING_REFUSED} if it is about DuckDB's log, which holds the credentials of each request to a
     *     catalog once it is on
     */
    public DuckDbSettings with(String name, String value) {
        String setting = Sql.optionName(name).toLowerCase(Locale.ROOT);
        if (MANAGED.contains(setting)) {
            throw new IllegalArgumentException("the DuckDB setting " + setting + " is floe's to set");
        }
        if (TELLING.contains(setting)) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "DuckDB's setting " + setting
                            + " is refused: its log holds the credentials of every request to a catalog, and"
                            + " SQL can read it. Leave it out; a proxy before the catalog shows requests too.");
        }
        Map<String, String> more = new TreeMap<>(others);
        more.put(setting, requireNonNull(value, "value"));
        return new DuckDbSettings(
                memoryLimit,
                threads,
                tempDirectory,
                maxTempDirectorySize,
                fileAccess,
                more,
                chosen(setting, value),
                notices);
    }

    private List<Choice> chosen(String setting, String value) {
        List<Choice> all = new ArrayList<>(choices);
        all.removeIf(choice -> choice.setting().equals(setting));
        all.add(new Choice(setting, value, "set by the program"));
        return all;
    }

    static DuckDbException refused(String setting, String value, String source, String expected) {
        return DuckDbException.of(
                ErrorCode.SETTING_REFUSED,
                "DuckDB's " + setting + " cannot be '" + value + "' (from " + source + "). Expected " + expected + ".");
    }
}

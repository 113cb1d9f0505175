package dev.floe.profiles;

import static java.util.Objects.requireNonNull;

import dev.floe.config.ConfigException;
import dev.floe.config.ConfigLoader;
import dev.floe.config.ConfigProblem;
import dev.floe.config.ConfigTiers;
import dev.floe.config.EnvironmentSecretSource;
import dev.floe.config.PlatformLocator;
import dev.floe.config.ResolvedConfig;
import dev.floe.profiles.internal.Companion;
import dev.floe.profiles.internal.EnvironmentNames;
import dev.floe.profiles.internal.GeneratedFile;
import dev.floe.profiles.internal.Lakehouse;
import dev.floe.profiles.internal.Outputs;
import dev.floe.profiles.internal.PluginModule;
import dev.floe.profiles.internal.YamlText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes dbt's {@code profiles.yml} from floe.yaml and platform.yaml.
 *
 * <p>A profile has one output for each pair of tiers that is added: dev, prod and so on. What runs the SQL decides the adapter: DuckDB in
 * full, its catalogs included, and Snowflake, BigQuery, Redshift, Databricks, Postgres and Spark from the properties of the compute. No
 * credential is ever read or written: the profile refers to environment variables. There is no {@code settings} block, since DuckDB
 * refuses settings of its secret manager once a secret was used; memory, threads and the temporary folder are {@code config_options},
 * given when the database is opened. The same configuration gives the same bytes. Immutable and thread-safe.
 */
public final class DbtProfilesGenerator {
    /** The variable that names platform.yaml, by default. */
    public static final String DEFAULT_PLATFORM_FILE_VARIABLE = PlatformLocator.FILE_VARIABLE;

    /** The name of the profile, by default. */
    public static final String DEFAULT_PROFILE = "default";

    /** The name of the output where only one is made. */
    public static final String DEFAULT_TARGET = "dev";

    /** The name of the file, where a folder is given to write to. */
    public static final String FILE_NAME = "profiles.yml";

    private static final String HEADER =
            "# Written by floe from floe.yaml and platform.yaml; changes made here are lost.\n";

    private final String profile;
    private final ProfileStyle style;
    private final Map<String, ConfigTiers> outputs;
    private final EnvironmentSecretSource secrets;
    private final Map<String, String> environment;
    private final @Nullable String resourceProfile;
    private final boolean dbtSecretNames;
    private final boolean pluginModule;
    private final boolean companion;
    private final boolean overwrite;

    private DbtProfilesGenerator(Builder builder) {
        this.profile = builder.profile;
        this.style = builder.style;
        this.outputs = new LinkedHashMap<>(builder.outputs);
        this.environment = Map.copyOf(builder.environment);
        this.secrets = secrets(environment);
        this.resourceProfile = builder.resourceProfile;
        this.dbtSecretNames = builder.dbtSecretNames;
        this.pluginModule = builder.pluginModule;
        this.companion = builder.companion;
        this.overwrite = builder.overwrite;
    }

    /** A builder for a profile named {@value #DEFAULT_PROFILE} in native style. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Writes the profile {@value #DEFAULT_PROFILE}, the platform file named by {@link #DEFAULT_PLATFORM_FILE_VARIABLE} or found by
     * {@link PlatformLocator}'s rules.
     *
     * @param floePath floe.yaml, or the folder that it is in
     * @param outputPath the file to write, or the folder to write {@value #FILE_NAME} to
     * @return the file that was written
     * @throws ConfigException if there is no platform file, or with every problem of both files
     * @throws ProfilesException if no profile can be made for the configuration, or it cannot be written
     */
    public static Path generateFromEnv(Path floePath, Path outputPath) {
        return generateFromEnv(floePath, outputPath, DEFAULT_PLATFORM_FILE_VARIABLE, DEFAULT_PROFILE);
    }

    /**
     * Writes a profile in native style, the platform file named by an environment variable of this process.
     *
     * @param floePath floe.yaml, or the folder that it is in
     * @param outputPath the file to write, or the folder to write {@value #FILE_NAME} to
     * @param platformFileEnv the variable that names platform.yaml; where it is {@link #DEFAULT_PLATFORM_FILE_VARIABLE} and not set,
     *     the file is found by {@link PlatformLocator}'s rules
     * @param profileName the name of the profile
     * @return the file that was written
     * @throws ConfigException if there is no platform file, or with every problem of both files
     * @throws ProfilesException if no profile can be made for the configuration, or it cannot be written
     */
    public static Path generateFromEnv(Path floePath, Path outputPath, String platformFileEnv, String profileName) {
        return generateFromEnv(
                floePath, outputPath, platformFileEnv, profileName, ProfileStyle.NATIVE, System.getenv());
    }

    /**
     * Writes a profile, the platform file named by a variable of the given environment.
     *
     * @param floePath floe.yaml, or the folder that it is in
     * @param outputPath the file to write, or the folder to write {@value #FILE_NAME} to; a file that is there is replaced as a
     *     whole, if floe wrote it, and only its owner may read the new one
     * @param platformFileEnv the variable that names platform.yaml; where it is {@link #DEFAULT_PLATFORM_FILE_VARIABLE} and not set,
     *     the file is found by {@link PlatformLocator}'s rules
     * @param profileName the name of the profile
     * @param style how the profile reaches the catalog
     * @param environment the environment variables, instead of those of the process
     * @return the file that was written
     * @throws ConfigException if there is no platform file, or with every problem of both files
     * @throws ProfilesException if no profile can be made for the configuration, or it cannot be written
     */
    public static Path generateFromEnv(
            Path floePath,
            Path outputPath,
            String platformFileEnv,
            String profileName,
            ProfileStyle style,
            Map<String, String> environment) {
        Path floeFile = Files.isDirectory(floePath) ? floePath.resolve(ConfigLoader.FLOE_FILE) : floePath;
        ConfigLoader.Builder loader = ConfigLoader.builder()
                .projectDirectory(floeFile.toAbsolutePath().resolveSibling(""))
                .floeFile(floeFile)
                .environment(environment);
        if (!platformFileEnv.equals(DEFAULT_PLATFORM_FILE_VARIABLE)) {
            loader.platformFile(platformFile(platformFileEnv, environment));
        }
        return builder()
                .profile(profileName)
                .style(style)
                .output(DEFAULT_TARGET, loader.build().read())
                .environment(environment)
                .build()
                .write(outputPath)
                .get(0);
    }

    /**
     * The text of {@code profiles.yml}, where the plugin's module is found without being told where.
     *
     * @throws ProfilesException if no profile can be made for the configuration
     */
    public String text() {
        return text(Optional.empty(), names());
    }

    /**
     * The environment variables that dbt has to find, in the order of the alphabet; those that have a value for when they are not set
     * are not among them.
     *
     * @throws ProfilesException if no profile can be made for the configuration
     */
    public Set<String> variables() {
        EnvironmentNames names = names();
        text(Optional.empty(), names);
        return new TreeSet<>(names.required());
    }

    /**
     * Writes the profile, in plugin style the plugin's module beside it, and the macros that were asked for. All of it may only be read
     * by its owner; a file is replaced as a whole or not at all.
     *
     * @param outputPath the file to write, or the folder to write {@value #FILE_NAME} to
     * @return the files that were written, the profile first
     * @throws ProfilesException if no profile can be made for the configuration; {@code OUTPUT_EXISTS} if somebody else wrote one of the
     *     files, and then nothing was written; {@code OUTPUT_FAILED} if one cannot be written
     */
    public List<Path> write(Path outputPath) {
        Path file = Files.isDirectory(outputPath) ? outputPath.resolve(FILE_NAME) : outputPath;
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        boolean module = pluginModule && style == ProfileStyle.PLUGIN;
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(file, text(module ? Optional.of(folder.toString()) : Optional.empty(), names()));
        if (module) {
            PluginModule.files().forEach((place, text) -> files.put(folder.resolve(place), text));
        }
        if (companion) {
            Map<String, Lakehouse> lakehouses = new LinkedHashMap<>();
            outputs.forEach((name, tiers) -> lakehouses.put(name, new Lakehouse(tiers)));
            Companion.files(lakehouses).forEach((place, text) -> files.put(folder.resolve(place), text));
        }
        if (!overwrite) {
            files.keySet().forEach(GeneratedFile::check);
        }
        files.forEach(GeneratedFile::write);
        return List.copyOf(files.keySet());
    }

    private String text(Optional<String> modulePath, EnvironmentNames names) {
        Map<String, Object> made = new LinkedHashMap<>();
        Outputs each = new Outputs(names, style, modulePath, environment, Optional.ofNullable(resourceProfile));
        outputs.forEach((name, tiers) -> made.put(name, each.of(name, tiers)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("target", outputs.keySet().iterator().next());
        body.put("outputs", made);
        return HEADER + YamlText.document(Map.of(profile, body));
    }

    private EnvironmentNames names() {
        return new EnvironmentNames(secrets, dbtSecretNames);
    }

    private static EnvironmentSecretSource secrets(Map<String, String> environment) {
        try {
            return new EnvironmentSecretSource(environment);
        } catch (IllegalArgumentException e) {
            throw problem("INVALID_VALUE", EnvironmentSecretSource.PREFIX_VARIABLE + ": " + e.getMessage());
        }
    }

    private static Path platformFile(String variable, Map<String, String> environment) {
        String file = environment.get(requireNonNull(variable, "platformFileEnv"));
        if (file == null || file.isBlank()) {
            throw problem(
                    ConfigException.FILE_NOT_FOUND,
                    "the environment variable " + variable + " is not set; it has to name platform.yaml");
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw problem(
                    ConfigException.FILE_NOT_FOUND,
                    "the environment variable " + variable + " does not hold the path of a file");
        }
    }

    private static ConfigException problem(String code, String message) {
        return new ConfigException(List.of(new ConfigProblem(Optional.empty(), 0, 0, "", code, message)), null);
    }

    /** Builds a {@link DbtProfilesGenerator}. Not thread-safe. */
    public static final class Builder {
        private final Map<String, ConfigTiers> outputs = new LinkedHashMap<>();
        private String profile = DEFAULT_PROFILE;
        private ProfileStyle style = ProfileStyle.NATIVE;
        private Map<String, String> environment = System.getenv();
        private @Nullable String resourceProfile;
        private boolean dbtSecretNames;
        private boolean pluginModule = true;
        private boolean companion;
        private boolean overwrite;

        private Builder() {}

        /** The name of the profile; {@value #DEFAULT_PROFILE} by default. */
        public Builder profile(String name) {
            this.profile = requireNonNull(name, "name");
            return this;
        }

        /** How the profile reaches Iceberg catalogs; {@link ProfileStyle#NATIVE} by default. */
        public Builder style(ProfileStyle style) {
            this.style = requireNonNull(style, "style");
            return this;
        }

        /**
         * Adds an output; the first is the profile's target.
         *
         * @param name its name, {@code dev} for example
         * @param tiers both tiers, as {@link ConfigLoader#read()} gives them
         */
        public Builder output(String name, ConfigTiers tiers) {
            outputs.put(requireNonNull(name, "name"), requireNonNull(tiers, "tiers"));
            return this;
        }

        /**
         * The environment that the prefix of secrets and {@code DUCKDB_MEMORY_LIMIT} and its like are read from; no secret is. That of the
         * process by default.
         */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /** The resource profile to take settings from; {@value ResolvedConfig#DEFAULT_RESOURCE_PROFILE} by default, if it is there. */
        public Builder resourceProfile(String name) {
            this.resourceProfile = requireNonNull(name, "name");
            return this;
        }

        /**
         * Whether names of variables that hold secrets begin with {@code DBT_ENV_SECRET_}, so that dbt keeps their values out of its
         * logs; no by default.
         */
        public Builder dbtSecretNames(boolean wanted) {
            this.dbtSecretNames = wanted;
            return this;
        }

        /**
         * Whether the module of the plugin is written beside a profile in plugin style, which then names its folder in
         * {@code module_paths}; yes by default. Without it, {@code floe_dbt} has to be installed.
         */
        public Builder pluginModule(boolean wanted) {
            this.pluginModule = wanted;
            return this;
        }

        /** Whether the macros for Iceberg catalogs and layers are written to {@code macros/floe_dbt} beside the profile; no by default. */
        public Builder companion(boolean wanted) {
            this.companion = wanted;
            return this;
        }

        /** Whether files that somebody else wrote may be replaced; no by default. */
        public Builder overwrite(boolean allowed) {
            this.overwrite = allowed;
            return this;
        }

        /**
         * Builds it.
         *
         * @throws IllegalStateException if there is no output
         * @throws ConfigException if the environment's prefix of secrets is none
         */
        public DbtProfilesGenerator build() {
            if (outputs.isEmpty()) {
                throw new IllegalStateException("a profile needs an output");
            }
            return new DbtProfilesGenerator(this);
        }
    }
}

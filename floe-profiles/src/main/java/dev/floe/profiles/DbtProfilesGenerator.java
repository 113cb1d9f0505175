package dev.floe.profiles;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.ConfigException;
import dev.floe.config.ConfigLoader;
import dev.floe.config.ConfigProblem;
import dev.floe.config.ConfigTiers;
import dev.floe.config.EnvironmentSecretSource;
import dev.floe.config.PlatformLocator;
import dev.floe.profiles.internal.DuckDbOutput;
import dev.floe.profiles.internal.PrivateFile;
import dev.floe.profiles.internal.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes {@code profiles.yml} for dbt-duckdb from floe.yaml and platform.yaml.
 *
 * <p>The profile has one output, {@code dev}. Polaris is attached by the plugin {@code floe_dbt.plugins.polaris}, which is told
 * everything through environment variables: no credential is ever read or written here. There is no {@code settings} block, since
 * DuckDB refuses settings of its secret manager once a secret was used. The same configuration gives the same bytes.
 */
public final class DbtProfilesGenerator {
    /** The variable that names platform.yaml, by default. */
    public static final String DEFAULT_PLATFORM_FILE_VARIABLE = PlatformLocator.FILE_VARIABLE;

    /** The name of the profile, by default. */
    public static final String DEFAULT_PROFILE = "default";

    /** The name of the file, where a folder is given to write to. */
    public static final String FILE_NAME = "profiles.yml";

    private static final String TARGET = "dev";
    private static final String HEADER =
            "# Written by floe from floe.yaml and platform.yaml; changes made here are lost.\n";

    private DbtProfilesGenerator() {}

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
     * Writes a profile, the platform file named by an environment variable of this process.
     *
     * @param floePath floe.yaml, or the folder that it is in
     * @param outputPath the file to write, or the folder to write {@value #FILE_NAME} to; a file that is there is replaced as a
     *     whole, and only its owner may read the new one
     * @param platformFileEnv the variable that names platform.yaml; where it is {@link #DEFAULT_PLATFORM_FILE_VARIABLE} and not set,
     *     the file is found by {@link PlatformLocator}'s rules
     * @param profileName the name of the profile
     * @return the file that was written
     * @throws ConfigException if there is no platform file, or with every problem of both files
     * @throws ProfilesException if no profile can be made for the configuration, or it cannot be written
     */
    public static Path generateFromEnv(Path floePath, Path outputPath, String platformFileEnv, String profileName) {
        return generateFromEnv(floePath, outputPath, platformFileEnv, profileName, System.getenv());
    }

    /**
     * Writes a profile, the platform file named by a variable of the given environment.
     *
     * @param floePath floe.yaml, or the folder that it is in
     * @param outputPath the file to write, or the folder to write {@value #FILE_NAME} to; a file that is there is replaced as a
     *     whole, and only its owner may read the new one
     * @param platformFileEnv the variable that names platform.yaml; where it is {@link #DEFAULT_PLATFORM_FILE_VARIABLE} and not set,
     *     the file is found by {@link PlatformLocator}'s rules
     * @param profileName the name of the profile
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
            Map<String, String> environment) {
        requireNonNull(profileName, "profileName");
        Path floeFile = Files.isDirectory(floePath) ? floePath.resolve(ConfigLoader.FLOE_FILE) : floePath;
        ConfigLoader.Builder loader = ConfigLoader.builder()
                .projectDirectory(floeFile.toAbsolutePath().resolveSibling(""))
                .floeFile(floeFile)
                .environment(environment);
        if (!platformFileEnv.equals(DEFAULT_PLATFORM_FILE_VARIABLE)) {
            loader.platformFile(platformFile(platformFileEnv, environment));
        }
        ConfigTiers tiers = loader.build().read();
        String text = generate(tiers, profileName, secrets(environment));
        Path file = Files.isDirectory(outputPath) ? outputPath.resolve(FILE_NAME) : outputPath;
        try {
            PrivateFile.write(file, text);
        } catch (IOException e) {
            throw new ProfilesException(
                    ErrorCode.OUTPUT_FAILED,
                    "the profile could not be written to " + file.toAbsolutePath() + " ("
                            + e.getClass().getSimpleName() + "); check that the folder is there and may be written to",
                    e);
        }
        return file;
    }

    /**
     * The text of {@code profiles.yml}.
     *
     * @param tiers both tiers, as {@link ConfigLoader#read()} gives them
     * @param profileName the name of the profile
     * @throws ProfilesException if no profile can be made for the configuration
     */
    public static String generate(ConfigTiers tiers, String profileName) {
        return generate(tiers, profileName, new EnvironmentSecretSource(Map.of()));
    }

    /**
     * The text of {@code profiles.yml}, for an environment in which the names of variables that hold secrets have a prefix.
     *
     * @param tiers both tiers, as {@link ConfigLoader#read()} gives them
     * @param profileName the name of the profile
     * @param secrets names the variables; no value is read
     * @throws ProfilesException if no profile can be made for the configuration
     */
    public static String generate(ConfigTiers tiers, String profileName, EnvironmentSecretSource secrets) {
        Map<String, Object> output = DuckDbOutput.of(tiers, secrets);
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("target", TARGET);
        profile.put("outputs", Map.of(TARGET, output));
        return HEADER + YamlText.document(Map.of(profileName, profile));
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
}

package dev.floe.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds platform.yaml, by the same rules for every entry point.
 *
 * <ol>
 *   <li>the file that is named;
 *   <li>the file that {@value #FILE_VARIABLE} names;
 *   <li>for the environment that is named, or that {@value #ENVIRONMENT_VARIABLE} names, or {@value #DEFAULT_ENVIRONMENT}: {@code
 *       platform/ENV/platform.yaml} and {@code .floe/ENV/platform.yaml} in the project's folder, {@code .floe/ENV/platform.yaml} in
 *       the home folder; then the same three without {@code ENV}; then {@code platform.yaml} in the project's folder.
 * </ol>
 *
 * <p>Immutable and thread-safe.
 */
public final class PlatformLocator {
    /** Names the file. */
    public static final String FILE_VARIABLE = "FLOE_PLATFORM_FILE";

    /** Names the environment. */
    public static final String ENVIRONMENT_VARIABLE = "FLOE_PLATFORM_ENV";

    /** The environment that is meant where none is named. */
    public static final String DEFAULT_ENVIRONMENT = "local";

    private static final String FILE_NAME = "platform.yaml";
    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    private final Path projectDirectory;
    private final Path homeDirectory;
    private final Map<String, String> environment;

    private PlatformLocator(Path projectDirectory, Path homeDirectory, Map<String, String> environment) {
        this.projectDirectory = projectDirectory.toAbsolutePath().normalize();
        this.homeDirectory = homeDirectory;
        this.environment = Map.copyOf(environment);
    }

    /** A locator for a project, with these environment variables; the home folder is the user's. */
    public static PlatformLocator of(Path projectDirectory, Map<String, String> environment) {
        return new PlatformLocator(projectDirectory, Path.of(System.getProperty("user.home", "")), environment);
    }

    /** The same locator with another home folder. */
    public PlatformLocator withHome(Path home) {
        return new PlatformLocator(projectDirectory, home, environment);
    }

    /**
     * Finds the file.
     *
     * @param file the file that is named, or null
     * @param environmentName the environment that is named, or null
     * @return its absolute path; a regular file
     * @throws ConfigException if it is not there, naming every place that was looked at
     */
    public Path locate(@Nullable Path file, @Nullable String environmentName) {
        if (file != null) {
            return existing(file, "");
        }
        Optional<String> named = value(FILE_VARIABLE);
        if (named.isPresent()) {
            return existing(Path.of(named.get()), ", which " + FILE_VARIABLE + " names,");
        }
        List<Path> candidates = candidates(environmentName);
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> notFound(candidates.toString()));
    }

    /** The places that are looked at for an environment, in order. */
    public List<Path> candidates(@Nullable String environmentName) {
        String name = environmentName != null
                ? environmentName
                : value(ENVIRONMENT_VARIABLE).orElse(DEFAULT_ENVIRONMENT);
        if (!ENVIRONMENT_NAME.matcher(name).matches()) {
            throw notFound("environment name");
        }
        List<Path> folders = List.of(
                projectDirectory.resolve("platform"),
                projectDirectory.resolve(".floe"),
                homeDirectory.resolve(".floe"));
        List<Path> candidates = new ArrayList<>();
        folders.forEach(folder -> candidates.add(folder.resolve(name).resolve(FILE_NAME)));
        folders.forEach(folder -> candidates.add(folder.resolve(FILE_NAME)));
        candidates.add(projectDirectory.resolve(FILE_NAME));
        return List.copyOf(candidates);
    }

    private Path existing(Path file, String how) {
        Path absolute = file.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw notFound(absolute + how + " is not there");
        }
        return absolute;
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private static ConfigException notFound(String message) {
        return new ConfigException(
                List.of(new ConfigProblem(Optional.empty(), 0, 0, "", ConfigException.FILE_NOT_FOUND, message)), null);
    }
}

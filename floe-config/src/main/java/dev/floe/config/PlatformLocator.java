package dev.floe.config;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * <p>Beside the file there may be one for the environment, {@code platform.ENV.yaml} beside {@code platform.yaml}, which is laid over
 * it. Immutable and thread-safe.
 */
public final class PlatformLocator {
    /** Names the file. */
    public static final String FILE_VARIABLE = "FLOE_PLATFORM_FILE";

    /** Names the environment. */
    public static final String ENVIRONMENT_VARIABLE = "FLOE_PLATFORM_ENV";

    /** The environment that is meant where none is named. */
    public static final String DEFAULT_ENVIRONMENT = "local";

    /** What the file is called where it is not named. */
    public static final String FILE_NAME = "platform.yaml";

    private static final String ARGUMENT = "named by argument";
    private static final String BY = "named by ";
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
     * @return its absolute path; something is there, though it need not be readable
     * @throws ConfigException if it is not there, naming every place that was looked at
     */
    public Path locate(@Nullable Path file, @Nullable String environmentName) {
        if (file != null) {
            return existing(file, "");
        }
        Optional<String> named = value(FILE_VARIABLE);
        if (named.isPresent()) {
            return existing(path(named.get()), ", which " + FILE_VARIABLE + " names,");
        }
        List<Path> candidates = candidates(environmentName);
        return candidates.stream()
                .filter(candidate -> Files.exists(candidate, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> problem(
                        ConfigException.FILE_NOT_FOUND,
                        FILE_NAME + " was not found; looked at "
                                + candidates.stream().map(Path::toString).collect(Collectors.joining(", "))
                                + ". Put it there, or name it by argument or in " + FILE_VARIABLE));
    }

    /**
     * Finds the file, and the one of the environment that is laid over it.
     *
     * @param file the file that is named, or null
     * @param environmentName the environment that is named, or null
     * @throws ConfigException if the file is not there, naming every place that was looked at, or if the environment's name cannot be
     *     part of a file's
     */
    public PlatformFiles find(@Nullable Path file, @Nullable String environmentName) {
        String name = environment(environmentName);
        Path base = locate(file, environmentName);
        Path overlay = base.resolveSibling(overlayName(base, name));
        boolean there = Files.exists(overlay);
        return new PlatformFiles(
                name,
                environmentName != null
                        ? ARGUMENT
                        : value(ENVIRONMENT_VARIABLE).isPresent() ? BY + ENVIRONMENT_VARIABLE : "by default",
                base,
                file != null ? ARGUMENT : value(FILE_VARIABLE).isPresent() ? BY + FILE_VARIABLE : "found",
                there ? Optional.of(overlay) : Optional.empty(),
                there ? Optional.empty() : missed(base, overlay, name, environmentName));
    }

    /** What to say about an environment that has no file of its own though it is named and others have. */
    private Optional<Notice> missed(Path base, Path overlay, String name, @Nullable String environmentName) {
        boolean named = environmentName != null || value(ENVIRONMENT_VARIABLE).isPresent();
        boolean ofEnvironment = base.getParent() != null && base.getParent().endsWith(name);
        List<String> others = named && !ofEnvironment ? overlays(base) : List.of();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String wanted = String.valueOf(overlay.getFileName());
        return Optional.of(new Notice(
                Notice.ENVIRONMENT_UNKNOWN,
                "there is no " + wanted + " beside " + base + Texts.didYouMean(wanted, others) + "; there are "
                        + Texts.list(others)));
    }

    private static String overlayName(Path base, String environment) {
        String name = String.valueOf(base.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) + "." + environment + name.substring(dot) : name + "." + environment;
    }

    /** The files beside the base that are those of environments. */
    private static List<String> overlays(Path base) {
        String name = String.valueOf(base.getFileName());
        int dot = Math.max(name.lastIndexOf('.'), 0);
        try (Stream<Path> files = Files.list(base.resolveSibling("").toAbsolutePath())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(other -> other.length() > name.length() + 1
                            && other.startsWith(name.substring(0, dot) + ".")
                            && other.endsWith(name.substring(dot)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private String environment(@Nullable String environmentName) {
        String name = environmentName != null
                ? environmentName
                : value(ENVIRONMENT_VARIABLE).orElse(DEFAULT_ENVIRONMENT);
        if (!ENVIRONMENT_NAME.matcher(name).matches()) {
            throw problem(
                    Codes.INVALID_VALUE,
                    "'" + Texts.shown(name)
                            + "' is not the name of an environment; a letter or digit, then letters, digits,"
                            + " '-', '_' and '.', at most 63 in all");
        }
        return name;
    }

    /**
     * The places that are looked at for an environment, in order.
     *
     * @param environmentName the environment that is named, or null
     * @throws ConfigException if the name cannot be one of a folder
     */
    public List<Path> candidates(@Nullable String environmentName) {
        String name = environment(environmentName);
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

    private static Path existing(Path file, String how) {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.notExists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw problem(ConfigException.FILE_NOT_FOUND, "the platform file " + absolute + how + " is not there");
        }
        return absolute;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw problem(Codes.INVALID_VALUE, FILE_VARIABLE + " does not hold the path of a file");
        }
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private static ConfigException problem(String code, String message) {
        return new ConfigException(List.of(new ConfigProblem(Optional.empty(), 0, 0, "", code, message)), null);
    }
}

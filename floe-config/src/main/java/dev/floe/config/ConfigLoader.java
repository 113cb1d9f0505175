package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.resolve.ConfigResolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads both tiers, checks them together and resolves them.
 *
 * <p>Each tier comes from a file or from code; the same checks hold for both. Immutable and thread-safe: every call reads the files
 * anew.
 */
public final class ConfigLoader {
    /** The project tier's file in the project's folder. */
    public static final String FLOE_FILE = "floe.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigLoader.class);

    final Path projectDirectory;
    final Optional<Path> floeFile;
    final Optional<FloeSpec> spec;
    final Optional<Path> platformFile;
    final Optional<PlatformConfig> platform;
    final Optional<String> environmentName;
    private final Optional<String> resourceProfile;
    final Map<String, String> environment;
    final Optional<List<SecretSource>> secretSources;
    final Optional<String> secretPrefix;
    private final boolean secretsLater;

    private ConfigLoader(Builder builder) {
        this.projectDirectory = builder.projectDirectory.toAbsolutePath().normalize();
        this.floeFile = Optional.ofNullable(builder.floeFile);
        this.spec = Optional.ofNullable(builder.spec);
        this.platformFile = Optional.ofNullable(builder.platformFile);
        this.platform = Optional.ofNullable(builder.platform);
        this.environmentName = Optional.ofNullable(builder.environmentName);
        this.resourceProfile = Optional.ofNullable(builder.resourceProfile);
        this.environment = builder.environment != null ? builder.environment : System.getenv();
        this.secretSources = Optional.ofNullable(builder.secretSources);
        this.secretPrefix = Optional.ofNullable(builder.secretPrefix);
        this.secretsLater = builder.secretsLater;
    }

    /** A builder that reads floe.yaml in the working directory and finds platform.yaml by {@link PlatformLocator}'s rules. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads and checks both tiers, without looking for any secret.
     *
     * @throws ConfigException with every problem of both tiers
     */
    public ConfigTiers read() {
        ConfigReading reading = new ConfigReading(this);
        return reading.tiers().orElseThrow(reading::failure);
    }

    /**
     * Reads, checks and resolves.
     *
     * @throws ConfigException with every problem of both tiers; secrets that are not there among them, unless they come later
     */
    public ResolvedConfig load() {
        ConfigReading reading = new ConfigReading(this);
        Optional<ResolvedConfig> config = reading.tiersAsFarAsGood()
                .flatMap(tiers -> reading.sources(tiers.platform())
                        .flatMap(sources -> ConfigResolver.resolve(
                                tiers, reading.platformTier(), sources, secretsLater, resourceProfile.orElse(null))));
        if (config.isEmpty() || !reading.problems().isEmpty()) {
            throw reading.failure();
        }
        LOG.debug(
                "configuration loaded from {} and {}",
                reading.specTier().name(),
                reading.platformTier().name());
        return config.get();
    }

    /** Says where the two tiers come from. Not thread-safe. */
    public static final class Builder {
        private Path projectDirectory = Path.of("");
        private @Nullable Path floeFile;
        private @Nullable FloeSpec spec;
        private @Nullable Path platformFile;
        private @Nullable PlatformConfig platform;
        private @Nullable String environmentName;
        private @Nullable String resourceProfile;
        private @Nullable Map<String, String> environment;
        private @Nullable List<SecretSource> secretSources;
        private @Nullable String secretPrefix;
        private boolean secretsLater;

        private Builder() {}

        /** The project's folder; the working directory by default. */
        public Builder projectDirectory(Path directory) {
            this.projectDirectory = requireNonNull(directory, "directory");
            return this;
        }

        /** The project tier's file; {@value ConfigLoader#FLOE_FILE} in the project's folder by default. */
        public Builder floeFile(Path file) {
            this.floeFile = requireNonNull(file, "file");
            return this;
        }

        /** The project tier itself, instead of a file. */
        public Builder spec(FloeSpec spec) {
            this.spec = requireNonNull(spec, "spec");
            return this;
        }

        /** The platform tier's file; found by {@link PlatformLocator}'s rules by default. */
        public Builder platformFile(Path file) {
            this.platformFile = requireNonNull(file, "file");
            return this;
        }

        /** The platform tier itself, instead of a file. */
        public Builder platform(PlatformConfig platform) {
            this.platform = requireNonNull(platform, "platform");
            return this;
        }

        /** The environment to find platform.yaml for; {@code FLOE_PLATFORM_ENV}, then {@code local}, by default. */
        public Builder environmentName(String name) {
            this.environmentName = requireNonNull(name, "name");
            return this;
        }

        /** The environment variables; those of the process by default. Copied. */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /** Where secrets are looked for, in this order; the environment, then mounted files, by default. Copied. */
        public Builder secretSources(List<? extends SecretSource> sources) {
            this.secretSources = List.copyOf(sources);
            return this;
        }

        /**
         * What the name of every environment variable that holds a secret begins with; what {@value
         * EnvironmentSecretSource#PREFIX_VARIABLE} names by default, without that nothing.
         *
         * @throws IllegalArgumentException if the name of no variable can begin so
         */
        public Builder secretPrefix(String prefix) {
            this.secretPrefix = new EnvironmentSecretSource(Map.of(), prefix).prefix();
            return this;
        }

        /**
         * That a secret need not be there yet: one that is not is a problem of whoever asks for its value. For what connects to
         * nothing, such as writing a manifest while an image is built.
         */
        public Builder secretsLater() {
            this.secretsLater = true;
            return this;
        }

        /** The resource profile to use, which must be there; {@code transform}, if it is there, by default. */
        public Builder resourceProfile(String name) {
            this.resourceProfile = requireNonNull(name, "name");
            return this;
        }

        /**
         * The loader.
         *
         * @throws IllegalStateException if a tier is given both as a file and in code, or a prefix and secret sources
         */
        public ConfigLoader build() {
            if (floeFile != null && spec != null) {
                throw new IllegalStateException("give either floeFile or spec");
            }
            if (platformFile != null && platform != null) {
                throw new IllegalStateException("give either platformFile or platform");
            }
            if (secretSources != null && secretPrefix != null) {
                throw new IllegalStateException("give either secretSources or secretPrefix");
            }
            return new ConfigLoader(this);
        }
    }
}

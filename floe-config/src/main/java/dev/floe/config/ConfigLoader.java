package dev.floe.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads both tiers, checks them together and resolves them.
 *
 * <p>Each tier comes from a file or from code; the same checks hold for both. Immutable and thread-safe: every {@link #load()}
 * reads the files anew.
 */
public final class ConfigLoader {
    private final Builder settings;

    private ConfigLoader(Builder settings) {
        this.settings = settings;
    }

    /** A builder that reads floe.yaml in the working directory and finds platform.yaml by {@link PlatformLocator}'s rules. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads, checks and resolves.
     *
     * @throws ConfigException with every problem of both tiers
     */
    public ResolvedConfig load() {
        if (settings.spec == null || settings.platform == null) {
            throw new UnsupportedOperationException("files are not read yet");
        }
        throw new UnsupportedOperationException("not yet: " + settings);
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
        private Map<String, String> environment = Map.of();
        private Optional<List<SecretSource>> secretSources = Optional.empty();

        private Builder() {}

        /** The project's folder; the working directory by default. */
        public Builder projectDirectory(Path directory) {
            this.projectDirectory = directory;
            return this;
        }

        /** The project tier's file; {@code floe.yaml} in the project's folder by default. */
        public Builder floeFile(Path file) {
            this.floeFile = file;
            return this;
        }

        /** The project tier itself, instead of a file. */
        public Builder spec(FloeSpec spec) {
            this.spec = spec;
            return this;
        }

        /** The platform tier's file; found by {@link PlatformLocator}'s rules by default. */
        public Builder platformFile(Path file) {
            this.platformFile = file;
            return this;
        }

        /** The platform tier itself, instead of a file. */
        public Builder platform(PlatformConfig platform) {
            this.platform = platform;
            return this;
        }

        /** The environment to find platform.yaml for; {@code FLOE_PLATFORM_ENV}, then {@code local}, by default. */
        public Builder environmentName(String name) {
            this.environmentName = name;
            return this;
        }

        /** The environment variables; those of the process by default. Copied. */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /** Where secrets are looked for, in this order; the environment, then mounted files, by default. Copied. */
        public Builder secretSources(List<? extends SecretSource> sources) {
            this.secretSources = Optional.of(List.copyOf(sources));
            return this;
        }

        /** The resource profile to use, which must be there; {@code transform}, if it is there, by default. */
        public Builder resourceProfile(String name) {
            this.resourceProfile = name;
            return this;
        }

        /** The loader. */
        public ConfigLoader build() {
            return new ConfigLoader(this);
        }

        @Override
        public String toString() {
            return "ConfigLoader"
                    + List.of(
                            projectDirectory,
                            Optional.ofNullable(floeFile),
                            Optional.ofNullable(spec),
                            Optional.ofNullable(platformFile),
                            Optional.ofNullable(platform),
                            Optional.ofNullable(environmentName),
                            Optional.ofNullable(resourceProfile),
                            environment.size(),
                            secretSources);
        }
    }
}

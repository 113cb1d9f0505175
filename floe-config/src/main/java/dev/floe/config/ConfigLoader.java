package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.check.Checks;
import dev.floe.config.internal.load.TierTree;
import dev.floe.config.internal.resolve.ConfigResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Path projectDirectory;
    private final Optional<Path> floeFile;
    private final Optional<FloeSpec> spec;
    private final Optional<Path> platformFile;
    private final Optional<PlatformConfig> platform;
    private final Optional<String> environmentName;
    private final Optional<String> resourceProfile;
    private final Map<String, String> environment;
    private final Optional<List<SecretSource>> secretSources;
    private final Optional<String> secretPrefix;

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
        Reading reading = new Reading();
        return reading.tiers().orElseThrow(reading::failure);
    }

    /**
     * Reads, checks and resolves.
     *
     * @throws ConfigException with every problem of both tiers, secrets that are not there among them
     */
    public ResolvedConfig load() {
        Reading reading = new Reading();
        Optional<ResolvedConfig> config = reading.tiersAsFarAsGood()
                .flatMap(tiers -> reading.sources(tiers.platform())
                        .flatMap(sources -> ConfigResolver.resolve(
                                tiers, reading.platformTier, sources, resourceProfile.orElse(null))));
        if (config.isEmpty() || !reading.problems().isEmpty()) {
            throw reading.failure();
        }
        LOG.debug("configuration loaded from {} and {}", reading.specTier.name(), reading.platformTier.name());
        return config.get();
    }

    /** One reading of both tiers, with what it finds. */
    private final class Reading {
        private final List<ConfigProblem> elsewhere = new ArrayList<>();
        private Tier specTier = Tier.inCode("FloeSpec");
        private Tier platformTier = Tier.inCode("PlatformConfig");
        private Path platformFolder = projectDirectory;
        private final List<Explanation> chosen = new ArrayList<>();
        private Map<String, String> variables = environment;
        private Optional<TierTree> specTree = Optional.empty();
        private Optional<TierTree> platformTree = Optional.empty();

        /** Both tiers, if nothing is wrong with them. */
        Optional<ConfigTiers> tiers() {
            Optional<ConfigTiers> tiers = tiersAsFarAsGood();
            return problems().isEmpty() ? tiers : Optional.empty();
        }

        /** Both tiers, if both could be read; there may be problems. */
        Optional<ConfigTiers> tiersAsFarAsGood() {
            platformTree =
                    platform.map(config -> TierTree.of(config, platformTier)).or(this::readPlatform);
            specTree = spec.map(project -> TierTree.of(project, specTier)).or(this::readSpec);
            Set<String> hidden = platformTree
                    .map(tree -> tree.secretVariables(environmentSources()))
                    .orElse(Set.of());
            platformTree.ifPresent(tree -> tree.refuse(hidden));
            specTree.ifPresent(tree -> tree.refuse(hidden));
            Optional<FloeSpec> project = specTree.flatMap(TierTree::spec);
            Optional<PlatformConfig> offer = platformTree.flatMap(tree -> tree.platform(platformFolder));
            project.ifPresent(value -> Checks.spec(value, specTier));
            offer.ifPresent(value -> Checks.platform(value, platformTier));
            if (project.isEmpty() || offer.isEmpty()) {
                return Optional.empty();
            }
            Checks.references(project.get(), specTier, offer.get(), platformTier);
            List<Notice> notices = new ArrayList<>(specTier.notices());
            notices.addAll(platformTier.notices());
            return Optional.of(
                    new ConfigTiers(project.get(), offer.get(), notices, explained(project.get(), offer.get())));
        }

        /** Where the values of both tiers come from. */
        private List<Explanation> explained(FloeSpec project, PlatformConfig offer) {
            List<Explanation> all = new ArrayList<>(chosen);
            specTree.ifPresent(tree -> all.addAll(tree.explain(project)));
            platformTree.ifPresent(tree -> all.addAll(tree.explain(offer)));
            return all;
        }

        /** Where secrets are looked for; empty if that cannot be. */
        Optional<List<SecretSource>> sources(PlatformConfig config) {
            if (secretSources.isPresent()) {
                return secretSources;
            }
            try {
                return Optional.of(List.of(
                        new EnvironmentSecretSource(environment, prefix()),
                        new MountedSecretSource(config.secrets().mountPath())));
            } catch (IllegalArgumentException e) {
                String message = EnvironmentSecretSource.PREFIX_VARIABLE + ": " + e.getMessage();
                elsewhere.add(new ConfigProblem(Optional.empty(), 0, 0, KeyPath.ROOT, Codes.INVALID_VALUE, message));
                return Optional.empty();
            }
        }

        /** The sources that may read secrets from variables, as far as there are any. */
        private List<SecretSource> environmentSources() {
            return secretSources.orElseGet(() -> {
                try {
                    return List.of(new EnvironmentSecretSource(environment, prefix()));
                } catch (IllegalArgumentException e) {
                    // said by whoever looks for secrets
                    return List.of();
                }
            });
        }

        private String prefix() {
            return secretPrefix.orElse(environment.getOrDefault(EnvironmentSecretSource.PREFIX_VARIABLE, ""));
        }

        List<ConfigProblem> problems() {
            List<ConfigProblem> all = new ArrayList<>(specTier.problems());
            all.addAll(platformTier.problems());
            all.addAll(elsewhere);
            return all;
        }

        ConfigException failure() {
            return new ConfigException(problems(), null);
        }

        private Optional<TierTree> readSpec() {
            Path file = floeFile.orElse(projectDirectory.resolve(FLOE_FILE))
                    .toAbsolutePath()
                    .normalize();
            specTier = Tier.ofFile(file);
            return TierTree.of(file, variables, specTier);
        }

        private Optional<TierTree> readPlatform() {
            try {
                PlatformFiles files = PlatformLocator.of(projectDirectory, environment)
                        .find(platformFile.orElse(null), environmentName.orElse(null));
                Path file = files.base();
                platformTier = Tier.ofFile(file);
                platformFolder = file.resolveSibling("").toAbsolutePath();
                files.notice().ifPresent(platformTier::notice);
                chosen.add(Explanation.computed("environment", files.environment(), files.environmentReason()));
                chosen.add(Explanation.computed("platform_file", file.toString(), files.baseReason()));
                files.overlay()
                        .ifPresent(over -> chosen.add(Explanation.computed(
                                "environment_file", over.toString(), "laid over the platform file")));
                variables = new HashMap<>(environment);
                variables.put(PlatformLocator.ENVIRONMENT_VARIABLE, files.environment());
                return files.overlay().isPresent()
                        ? TierTree.of(file, files.overlay().get(), variables, platformTier)
                        : TierTree.of(file, variables, platformTier);
            } catch (ConfigException e) {
                elsewhere.addAll(e.problems());
                return Optional.empty();
            }
        }
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

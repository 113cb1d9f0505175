package dev.floe.config;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.check.Checks;
import dev.floe.config.internal.load.TierTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reading of both tiers, with what it finds. Not thread-safe. */
final class ConfigReading {
    private final ConfigLoader loader;
    private final List<ConfigProblem> elsewhere = new ArrayList<>();
    private Tier specTier = Tier.inCode("FloeSpec");
    private Tier platformTier = Tier.inCode("PlatformConfig");
    private Path platformFolder;
    private final List<Explanation> chosen = new ArrayList<>();
    private Map<String, String> variables;
    private Optional<TierTree> specTree = Optional.empty();
    private Optional<TierTree> platformTree = Optional.empty();

    ConfigReading(ConfigLoader loader) {
        this.loader = loader;
        this.platformFolder = loader.projectDirectory;
        this.variables = loader.environment;
    }

    /** The project tier's file and what is wrong with it. */
    Tier specTier() {
        return specTier;
    }

    /** The platform tier's files and what is wrong with them. */
    Tier platformTier() {
        return platformTier;
    }

    /** Both tiers, if nothing is wrong with them. */
    Optional<ConfigTiers> tiers() {
        Optional<ConfigTiers> tiers = tiersAsFarAsGood();
        return problems().isEmpty() ? tiers : Optional.empty();
    }

    /** Both tiers, if both could be read; there may be problems. */
    Optional<ConfigTiers> tiersAsFarAsGood() {
        platformTree =
                loader.platform.map(config -> TierTree.of(config, platformTier)).or(this::readPlatform);
        specTree = loader.spec.map(project -> TierTree.of(project, specTier)).or(this::readSpec);
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
        return Optional.of(new ConfigTiers(project.get(), offer.get(), notices, explained(project.get(), offer.get())));
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
        if (loader.secretSources.isPresent()) {
            return loader.secretSources;
        }
        try {
            return Optional.of(List.of(
                    new EnvironmentSecretSource(loader.environment, prefix()),
                    new MountedSecretSource(config.secrets().mountPath())));
        } catch (IllegalArgumentException e) {
            String message = EnvironmentSecretSource.PREFIX_VARIABLE + ": " + e.getMessage();
            elsewhere.add(new ConfigProblem(Optional.empty(), 0, 0, KeyPath.ROOT, Codes.INVALID_VALUE, message));
            return Optional.empty();
        }
    }

    /** The sources that may read secrets from variables, as far as there are any. */
    private List<SecretSource> environmentSources() {
        return loader.secretSources.orElseGet(() -> {
            try {
                return List.of(new EnvironmentSecretSource(loader.environment, prefix()));
            } catch (IllegalArgumentException e) {
                // said by whoever looks for secrets
                return List.of();
            }
        });
    }

    private String prefix() {
        return loader.secretPrefix.orElse(loader.environment.getOrDefault(EnvironmentSecretSource.PREFIX_VARIABLE, ""));
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
        Path file = loader.floeFile
                .orElse(loader.projectDirectory.resolve(ConfigLoader.FLOE_FILE))
                .toAbsolutePath()
                .normalize();
        specTier = Tier.ofFile(file);
        return TierTree.of(file, variables, specTier);
    }

    private Optional<TierTree> readPlatform() {
        try {
            PlatformFiles files = PlatformLocator.of(loader.projectDirectory, loader.environment)
                    .find(loader.platformFile.orElse(null), loader.environmentName.orElse(null));
            Path file = files.base();
            platformTier = Tier.ofFile(file);
            platformFolder = file.resolveSibling("").toAbsolutePath();
            files.notice().ifPresent(platformTier::notice);
            chosen.add(Explanation.computed("environment", files.environment(), files.environmentReason()));
            chosen.add(Explanation.computed("platform_file", file.toString(), files.baseReason()));
            files.overlay()
                    .ifPresent(over -> chosen.add(
                            Explanation.computed("environment_file", over.toString(), "laid over the platform file")));
            variables = new HashMap<>(loader.environment);
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

package dev.floe.config.internal.resolve;

import dev.floe.config.ComputeConfig;
import dev.floe.config.ConfigTiers;
import dev.floe.config.FloeSpec;
import dev.floe.config.MountedSecretSource;
import dev.floe.config.Notice;
import dev.floe.config.PlatformConfig;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedCatalog;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.ResolvedLayer;
import dev.floe.config.ResourceProfile;
import dev.floe.config.SecretSource;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Both tiers, already checked, into what a run works with. */
public final class ConfigResolver {
    private ConfigResolver() {}

    /**
     * Resolves what the project uses.
     *
     * @param secretsLater whether a secret that is not there is no problem yet
     * @param resourceProfile the profile that was asked for, or null
     * @return the configuration, or empty if there are problems; the platform's tier then has them
     */
    public static Optional<ResolvedConfig> resolve(
            ConfigTiers tiers,
            Tier platformTier,
            List<SecretSource> sources,
            boolean secretsLater,
            @Nullable String resourceProfile) {
        FloeSpec spec = tiers.spec();
        PlatformConfig platform = tiers.platform();
        SecretReader secrets = new SecretReader(sources, platformTier, secretsLater);
        CatalogResolver catalogs = new CatalogResolver(platform, platformTier, secrets, spec.storage());
        Optional<ResolvedCatalog> catalog = catalogs.catalog(spec.catalog());
        Map<String, ResolvedLayer> layers = LayerResolver.resolve(spec, platform, catalogs, platformTier);
        Set<String> names = SecretNames.environmentNames(platform, sources, platformTier);
        Optional<ResourceProfile> resources = resources(platform, platformTier, resourceProfile);
        List<Notice> notices = new ArrayList<>(tiers.notices());
        platformTier.notices().stream()
                .filter(notice -> !notices.contains(notice))
                .forEach(notices::add);
        return catalog.map(found -> new ResolvedConfig(
                spec,
                found,
                Optional.ofNullable(platform.compute().get(spec.compute()))
                        .orElseGet(() -> ComputeConfig.builder().build()),
                layers,
                resources,
                names,
                secretFolders(platform, sources),
                Redactor.of(secrets.masked()),
                notices,
                RunExplanations.of(tiers.explain(), secrets, sources, platform, found, layers, resourceProfile)));
    }

    /** Mounted secrets stay out of sight also where the host reads its secrets elsewhere. */
    private static Set<Path> secretFolders(PlatformConfig platform, List<SecretSource> sources) {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(platform.secrets().mountPath());
        for (SecretSource source : sources) {
            if (source instanceof MountedSecretSource mounted) {
                folders.add(mounted.root());
            }
        }
        return folders;
    }

    private static Optional<ResourceProfile> resources(
            PlatformConfig platform, Tier tier, @Nullable String resourceProfile) {
        Map<String, ResourceProfile> profiles = platform.resourceProfiles();
        if (resourceProfile == null) {
            return Optional.ofNullable(profiles.get(ResolvedConfig.DEFAULT_RESOURCE_PROFILE));
        }
        ResourceProfile profile = profiles.get(resourceProfile);
        if (profile == null) {
            tier.problem(
                    "infrastructure.resource_profiles",
                    Codes.UNKNOWN_REFERENCE,
                    "there is no resource profile '" + Texts.shown(resourceProfile) + "'"
                            + Texts.didYouMean(resourceProfile, profiles.keySet()) + "; available: "
                            + Texts.list(profiles.keySet()));
        }
        return Optional.ofNullable(profile);
    }
}

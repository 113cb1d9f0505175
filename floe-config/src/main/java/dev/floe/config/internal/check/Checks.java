package dev.floe.config.internal.check;

import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** All rules, for both tiers and for what ties them together. */
public final class Checks {
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");
    private static final String MAJOR = "1.";

    private Checks() {}

    /** Checks the platform tier by itself. */
    public static void platform(PlatformConfig platform, Tier tier) {
        platform.version().ifPresent(version -> {
            if (!VERSION.matcher(version).matches()) {
                tier.problem("version", Codes.INVALID_VALUE, "a version such as \"1.2.0\" is expected");
            } else if (!version.startsWith(MAJOR)) {
                tier.problem(
                        "version",
                        Codes.UNSUPPORTED,
                        "version " + Texts.shown(version) + " of platform.yaml is not known; floe reads versions 1.x");
            }
        });
        each("storage", platform.storage(), (path, storage) -> StorageChecks.check(tier, path, storage));
        each(
                "catalogs",
                platform.catalogs(),
                (path, catalog) -> CatalogChecks.check(
                        tier, path, catalog, platform.storage().keySet()));
        each("compute", platform.compute(), (path, compute) -> ComputeChecks.check(tier, path, compute));
        platform.layers()
                .forEach((name, layer) -> LayerChecks.check(tier, KeyPath.of("layers", name), name, layer, platform));
        KeptChecks.platform(tier, platform);
        each(
                "infrastructure.resource_profiles",
                platform.resourceProfiles(),
                (path, profile) -> ResourceChecks.check(tier, path, profile));
    }

    /** Checks the project tier by itself. */
    public static void spec(FloeSpec spec, Tier tier) {
        KeptChecks.spec(tier, spec);
        spec.layers().keySet().stream()
                .filter(folder -> !isFolder(folder))
                .forEach(folder -> tier.keyProblem(
                        KeyPath.of("layers", folder),
                        Codes.INVALID_VALUE,
                        "this is not a folder below the model folder; write it as a/b, without . and .."));
    }

    /** Checks that what the project tier asks for is there. */
    public static void references(FloeSpec spec, Tier specTier, PlatformConfig platform, Tier platformTier) {
        reference(
                specTier,
                "catalog",
                "catalog",
                spec.catalog(),
                platform.catalogs().keySet(),
                platformTier,
                "catalogs");
        optional(specTier, "storage", spec.storage(), platform.storage().keySet(), platformTier);
        optional(specTier, "compute", spec.compute(), platform.compute().keySet(), platformTier);
        spec.layers()
                .forEach((folder, layer) -> reference(
                        specTier,
                        KeyPath.of("layers", folder),
                        "layer",
                        layer,
                        platform.layers().keySet(),
                        platformTier,
                        "layers"));
    }

    private static void optional(Tier tier, String key, String name, Set<String> available, Tier platformTier) {
        if (!name.equals(FloeSpec.DEFAULT) || available.contains(name)) {
            reference(tier, key, key, name, available, platformTier, key);
        }
    }

    private static void reference(
            Tier tier,
            String path,
            String kind,
            String name,
            Set<String> available,
            Tier platformTier,
            String section) {
        if (!available.contains(name) && !platformTier.isSpoilt(KeyPath.of(section, name))) {
            tier.problem(
                    path, Codes.UNKNOWN_REFERENCE, Names.unknown(kind, name, available) + " in " + platformTier.name());
        }
    }

    private static boolean isFolder(String folder) {
        return !folder.isBlank()
                && folder.indexOf('\\') < 0
                && Arrays.stream(folder.split("/", -1))
                        .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
    }

    private static <T> void each(String section, Map<String, T> entries, BiConsumer<String, T> check) {
        entries.forEach((name, value) -> check.accept(KeyPath.of(section, name), value));
    }
}

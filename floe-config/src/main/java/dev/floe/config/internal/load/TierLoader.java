package dev.floe.config.internal.load;

import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.bind.FloeSpecBinder;
import dev.floe.config.internal.bind.PlatformBinder;
import dev.floe.config.internal.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a tier from its file. */
public final class TierLoader {
    private TierLoader() {}

    /** floe.yaml; empty if it cannot be read at all. What else is wrong with it is in the tier. */
    public static Optional<FloeSpec> spec(Path file, Tier tier) {
        return YamlReader.read(file, tier).map(root -> FloeSpecBinder.bind(root, tier));
    }

    /** platform.yaml, its paths made absolute; empty if it cannot be read at all. What else is wrong with it is in the tier. */
    public static Optional<PlatformConfig> platform(Path file, Tier tier) {
        return YamlReader.read(file, tier)
                .map(root -> PlatformBinder.bind(root, tier))
                .map(platform -> inFolderOf(file, platform));
    }

    /** A platform that was built in code, its paths made absolute. */
    public static PlatformConfig absolute(PlatformConfig platform, Path projectDirectory) {
        return PlatformPaths.absolute(platform, projectDirectory);
    }

    private static PlatformConfig inFolderOf(Path file, PlatformConfig platform) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? platform : PlatformPaths.absolute(platform, folder);
    }
}

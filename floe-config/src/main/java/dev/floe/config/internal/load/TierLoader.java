package dev.floe.config.internal.load;

import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.keys.FloeShape;
import dev.floe.config.internal.keys.PlatformShape;
import dev.floe.config.internal.shape.At;
import dev.floe.config.internal.shape.PlainTextSecrets;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.yaml.PlainTrees;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a tier, from its file or from what was built in code: both become a tree, and the tree is read by the tier's shape. */
public final class TierLoader {
    private TierLoader() {}

    /** floe.yaml; empty if it cannot be read at all. What else is wrong with it is in the tier. */
    public static Optional<FloeSpec> spec(Path file, Tier tier) {
        return YamlReader.read(file, tier).flatMap(root -> read(FloeShape.SHAPE, root, tier));
    }

    /** The project tier that was built in code. What is wrong with it is in the tier. */
    public static Optional<FloeSpec> spec(FloeSpec spec, Tier tier) {
        return read(FloeShape.SHAPE, tree(FloeShape.SHAPE, spec, spec.sections()), tier);
    }

    /** platform.yaml, its paths made absolute; empty if it cannot be read at all. What else is wrong with it is in the tier. */
    public static Optional<PlatformConfig> platform(Path file, Tier tier) {
        return YamlReader.read(file, tier)
                .flatMap(root -> read(PlatformShape.SHAPE, root, tier))
                .map(platform -> inFolderOf(file, platform));
    }

    /** The platform tier that was built in code, its paths made absolute. What is wrong with it is in the tier. */
    public static Optional<PlatformConfig> platform(PlatformConfig platform, Path projectDirectory, Tier tier) {
        return read(PlatformShape.SHAPE, tree(PlatformShape.SHAPE, platform, platform.sections()), tier)
                .map(read -> PlatformPaths.absolute(read, projectDirectory));
    }

    private static <R> Optional<R> read(Shape<R, ?> shape, YamlMap root, Tier tier) {
        PlainTextSecrets.scan(root, tier);
        return shape.read(At.root(tier, root));
    }

    /** A tier as a tree, sections of a name that there is none of included, so that they are refused like in a file. */
    private static <R> YamlMap tree(Shape<R, ?> shape, R record, Map<String, Object> sections) {
        Map<String, Object> printed = new LinkedHashMap<>(shape.print("", record));
        Set<String> kept = shape.unusedPaths();
        sections.keySet().stream()
                .filter(path -> !kept.contains(path))
                .forEach(path -> printed.putIfAbsent(path, sections.get(path)));
        return PlainTrees.of(printed);
    }

    private static PlatformConfig inFolderOf(Path file, PlatformConfig platform) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? platform : PlatformPaths.absolute(platform, folder);
    }
}

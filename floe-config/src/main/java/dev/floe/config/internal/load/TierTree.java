package dev.floe.config.internal.load;

import dev.floe.config.ConfigLoader;
import dev.floe.config.Explanation;
import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.config.PlatformLocator;
import dev.floe.config.SecretSource;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tier before it is read: its file with the file of the environment over it and the variables put in, or what was built in code.
 * Both are read by the tier's shape.
 */
public final class TierTree {
    private final Tier tier;
    private final YamlMap root;
    private final Variables variables;

    private TierTree(Tier tier, YamlMap root, Variables variables) {
        this.tier = tier;
        this.root = root;
        this.variables = variables;
    }

    /** A file's; empty if it cannot be read at all. What else is wrong with it is in the tier. */
    public static Optional<TierTree> of(Path file, Map<String, String> environment, Tier tier) {
        return YamlReader.read(file, tier).map(root -> substituted(root, environment, tier));
    }

    /** The one of a base file and the file of an environment; empty if one cannot be read at all. */
    public static Optional<TierTree> of(Path base, Path overlay, Map<String, String> environment, Tier tier) {
        Tier upper = Tier.ofFile(overlay);
        tier.include(upper);
        Optional<YamlMap> lower = YamlReader.read(base, tier);
        return YamlReader.read(overlay, upper)
                .flatMap(over -> lower.map(root -> Overlay.over(root, over, overlay, tier)))
                .map(root -> substituted(root, environment, tier));
    }

    /** The one of what was built in code. */
    public static TierTree of(FloeSpec spec, Tier tier) {
        return inCode(FloeShape.SHAPE, spec, spec.sections(), tier);
    }

    /** The one of what was built in code. */
    public static TierTree of(PlatformConfig platform, Tier tier) {
        return inCode(PlatformShape.SHAPE, platform, platform.sections(), tier);
    }

    /** The variables of the environment that secrets of this tier are read from. */
    public Set<String> secretVariables(List<SecretSource> sources) {
        return SecretVariables.of(root, sources);
    }

    /** Refuses what these variables were put into. */
    public void refuse(Set<String> secretVariables) {
        variables.refuse(secretVariables);
    }

    /** The project tier. What is wrong with it is in the tier. */
    public Optional<FloeSpec> spec() {
        return read(FloeShape.SHAPE);
    }

    /** The platform tier, its paths made absolute. What is wrong with it is in the tier. */
    public Optional<PlatformConfig> platform(Path folder) {
        return read(PlatformShape.SHAPE).map(platform -> PlatformPaths.absolute(platform, folder));
    }

    /** Where each value of the project tier comes from. */
    public List<Explanation> explain(FloeSpec spec) {
        return Explainer.explain(ConfigLoader.FLOE_FILE, tier, root, FloeShape.SHAPE.print(true, "", spec));
    }

    /** Where each value of the platform tier comes from. */
    public List<Explanation> explain(PlatformConfig platform) {
        return Explainer.explain(PlatformLocator.FILE_NAME, tier, root, PlatformShape.SHAPE.print(true, "", platform));
    }

    private <R> Optional<R> read(Shape<R, ?> shape) {
        PlainTextSecrets.scan(root, tier);
        return shape.read(At.root(tier, root));
    }

    private static TierTree substituted(YamlMap root, Map<String, String> environment, Tier tier) {
        Variables variables = new Variables(environment, tier);
        return new TierTree(tier, variables.in(root), variables);
    }

    /** A tier as a tree, sections of a name that there is none of included, so that they are refused like in a file. */
    private static <R> TierTree inCode(Shape<R, ?> shape, R record, Map<String, Object> sections, Tier tier) {
        Map<String, Object> printed = new LinkedHashMap<>(shape.print("", record));
        Set<String> kept = shape.unusedPaths();
        sections.keySet().stream()
                .filter(path -> !kept.contains(path))
                .forEach(path -> printed.putIfAbsent(path, sections.get(path)));
        return new TierTree(tier, PlainTrees.of(printed), new Variables(Map.of(), tier));
    }
}

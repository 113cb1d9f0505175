package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Both tiers, checked and put together: what a run works with. Immutable; secrets are handles, not texts.
 *
 * @param spec the project tier
 * @param catalog the project's catalog
 * @param compute what runs the SQL
 * @param layers the layers that this project may use, by logical name
 * @param resources what the run may use, if a resource profile was asked for or {@code transform} is there
 * @param secretEnvironmentNames every environment variable that a {@code secret_ref} of the platform is read from; models may not
 *     see these
 * @param secretFolders the folders that secrets are mounted in, whether they are there or not; SQL of models may not read these
 * @param redactor masks every secret of this configuration
 * @param notices what the user should know
 * @param explain where each value of both tiers comes from, and what was computed of them
 */
public record ResolvedConfig(
        FloeSpec spec,
        ResolvedCatalog catalog,
        ComputeConfig compute,
        Map<String, ResolvedLayer> layers,
        Optional<ResourceProfile> resources,
        Set<String> secretEnvironmentNames,
        Set<Path> secretFolders,
        Redactor redactor,
        List<Notice> notices,
        List<Explanation> explain) {
    /** The resource profile that is used where none is asked for, if it is there. */
    public static final String DEFAULT_RESOURCE_PROFILE = "transform";

    /** Copies the collections; checks that nothing is null. */
    public ResolvedConfig {
        requireNonNull(spec, "spec");
        requireNonNull(catalog, "catalog");
        requireNonNull(compute, "compute");
        layers = Copies.map(layers, "layers");
        requireNonNull(resources, "resources");
        secretEnvironmentNames = Copies.set(secretEnvironmentNames, "secretEnvironmentNames");
        secretFolders = Copies.set(secretFolders, "secretFolders");
        requireNonNull(redactor, "redactor");
        notices = List.copyOf(notices);
        explain = List.copyOf(explain);
    }

    /**
     * The layer that the models of a folder belong to.
     *
     * <p>The nearest folder that floe.yaml's {@code layers} names decides; where {@code layers} is empty, the nearest folder that is
     * named like a layer of the platform.
     *
     * @param folder the folder's path below the model folder, separated by {@code /}; empty for the model folder itself
     */
    public Optional<ResolvedLayer> layerOf(String folder) {
        String path = folder;
        while (!path.isEmpty()) {
            int slash = path.lastIndexOf('/');
            @Nullable String name = spec.layers().isEmpty()
                    ? path.substring(slash + 1)
                    : spec.layers().get(path);
            if (name != null && layers.containsKey(name)) {
                return Optional.ofNullable(layers.get(name));
            }
            path = slash < 0 ? "" : path.substring(0, slash);
        }
        return Optional.empty();
    }
}

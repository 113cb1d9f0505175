package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The platform tier: what an environment offers under logical names; platform.yaml, or its counterpart built in code.
 *
 * <p>Maps keep the order of the file. Relations between the parts are checked by {@link ConfigLoader}, for both ways of making
 * one, so that all problems come together.
 *
 * @param version the schema's version, {@code 1.2.0}
 * @param storage where files lie, by logical name
 * @param catalogs where tables are registered, by logical name
 * @param compute what runs the SQL, by logical name
 * @param layers the layers of the lakehouse, by logical name
 * @param resourceProfiles what a run may use, by logical name: {@code infrastructure.resource_profiles}
 * @param secrets where secrets are looked for: {@code security.secret_backends}
 * @param sections what floe accepts and checks but does not act on, by key path: {@code governance}, {@code observability},
 *     {@code infrastructure.network} and so on; as the file has it: texts, whole numbers, {@link Double}, {@link Boolean}, lists and
 *     maps of these
 */
@ConfigStyle
@Value.Builder
public record PlatformConfig(
        Optional<String> version,
        Map<String, StorageConfig> storage,
        Map<String, CatalogConfig> catalogs,
        Map<String, ComputeConfig> compute,
        Map<String, LayerConfig> layers,
        Map<String, ResourceProfile> resourceProfiles,
        SecretsConfig secrets,
        Map<String, Object> sections) {
    /** Copies the maps; checks that nothing is null. */
    public PlatformConfig {
        requireNonNull(version, "version");
        storage = Copies.map(storage, "storage");
        catalogs = Copies.map(catalogs, "catalogs");
        compute = Copies.map(compute, "compute");
        layers = Copies.map(layers, "layers");
        resourceProfiles = Copies.map(resourceProfiles, "resourceProfiles");
        requireNonNull(secrets, "secrets");
        sections = Copies.tree(sections, "sections");
    }

    /** A builder with nothing in it. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PlatformConfig}. */
    public static final class Builder extends PlatformConfigBuilder {
        Builder() {
            secrets(SecretsConfig.builder().build());
        }
    }
}

package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.config.ComputeConfig;
import dev.floe.config.ComputeType;
import dev.floe.config.ConfigTiers;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.ResourceProfile;
import dev.floe.profiles.ProfileStyle;
import dev.floe.profiles.ProfilesException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The outputs of one profile.
 *
 * @param names names the environment variables
 * @param style how Iceberg catalogs are reached
 * @param modulePath the folder that holds the plugin's package, if the profile has to say it
 * @param environment what {@code DUCKDB_MEMORY_LIMIT} and its like are read from
 * @param resourceProfile the resource profile that was asked for
 */
public record Outputs(
        EnvironmentNames names,
        ProfileStyle style,
        Optional<String> modulePath,
        Map<String, String> environment,
        Optional<String> resourceProfile) {

    /**
     * The keys of an output, in order.
     *
     * @throws ProfilesException if no output can be made for the configuration
     */
    public Map<String, Object> of(String target, ConfigTiers tiers) {
        String name = tiers.spec().compute();
        ComputeConfig compute = Optional.ofNullable(tiers.platform().compute().get(name))
                .orElseGet(() -> ComputeConfig.builder().build());
        if (compute.type() != ComputeType.DUCKDB) {
            return new WarehouseOutput(name, Adapter.of(compute.type()), target, names).keys(compute);
        }
        Map<String, Object> settings = new EngineSettings(compute, resources(tiers), environment).options();
        return new DuckDbOutput(new Lakehouse(tiers), names).keys(compute, settings, style, modulePath);
    }

    private Optional<ResourceProfile> resources(ConfigTiers tiers) {
        Map<String, ResourceProfile> profiles = tiers.platform().resourceProfiles();
        String wanted = resourceProfile.orElse(ResolvedConfig.DEFAULT_RESOURCE_PROFILE);
        if (resourceProfile.isPresent() && !profiles.containsKey(wanted)) {
            throw new ProfilesException(
                    ErrorCode.SETTING_REFUSED,
                    "the platform has no resource profile '" + wanted + "'; there are "
                            + (profiles.isEmpty() ? "none" : String.join(", ", new TreeSet<>(profiles.keySet()))),
                    null);
        }
        return Optional.ofNullable(profiles.get(wanted));
    }
}

package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.immutables.value.Value;

/**
 * What a run may use: one entry of {@code infrastructure.resource_profiles}.
 *
 * @param requests what is set aside for it
 * @param limits what it may not exceed
 * @param env variables of its container, such as {@code DUCKDB_MEMORY_LIMIT}; in the order of the file
 */
@ConfigStyle
@Value.Builder
public record ResourceProfile(Resources requests, Resources limits, Map<String, String> env) {
    /** Copies the map; checks that nothing is null. */
    public ResourceProfile {
        requireNonNull(requests, "requests");
        requireNonNull(limits, "limits");
        env = Copies.map(env, "env");
    }

    /** A builder with nothing stated. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ResourceProfile}. */
    public static final class Builder extends ResourceProfileBuilder {
        Builder() {
            requests(Resources.NONE);
            limits(Resources.NONE);
        }
    }
}

package dev.floe.config.internal.bind;

import dev.floe.config.Quantity;
import dev.floe.config.ResourceProfile;
import dev.floe.config.Resources;

/** One entry of {@code infrastructure.resource_profiles}. */
final class ResourceProfileBinder {
    private ResourceProfileBinder() {}

    static ResourceProfile bind(MapReader.Named named) {
        MapReader keys = named.keys();
        ResourceProfile.Builder builder = ResourceProfile.builder();
        keys.section("requests").map(ResourceProfileBinder::resources).ifPresent(builder::requests);
        keys.section("limits").map(ResourceProfileBinder::resources).ifPresent(builder::limits);
        builder.env(keys.texts("env"));
        return builder.build();
    }

    private static Resources resources(MapReader keys) {
        Resources.Builder builder = Resources.builder();
        builder.cpu(keys.parsed("cpu", "a quantity of processors", Quantity::parse));
        builder.memory(keys.parsed("memory", "a quantity of bytes", Quantity::parse));
        keys.finish();
        return builder.build();
    }
}

package dev.floe.config.internal.bind;

import dev.floe.config.FloeSpec;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlMap;

/** floe.yaml as a whole. */
public final class FloeSpecBinder {
    private static final String LATER = "floe accepts it but does not act on it";

    private FloeSpecBinder() {}

    /** Binds what can be bound; what cannot is a problem of the tier. */
    public static FloeSpec bind(YamlMap root, Tier tier) {
        MapReader keys = new MapReader(tier, KeyPath.ROOT, root);
        FloeSpec.Builder builder = FloeSpec.builder(keys.text("name").orElse("unnamed"));
        builder.version(keys.text("version"));
        keys.text("storage").ifPresent(builder::storage);
        keys.text("catalog").ifPresent(builder::catalog);
        keys.text("compute").ifPresent(builder::compute);
        builder.layers(keys.texts("layers"));
        keys.notApplied(
                LATER,
                "transforms",
                "consumption",
                "governance",
                "observability",
                "orchestration",
                "service_account",
                "principal_role");
        keys.finish();
        keys.required("name", "the project's name");
        PlainTextSecrets.scan(root, tier);
        return builder.build();
    }
}

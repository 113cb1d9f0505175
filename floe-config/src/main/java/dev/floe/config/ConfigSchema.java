package dev.floe.config;

import dev.floe.config.internal.Json;
import dev.floe.config.internal.keys.FloeShape;
import dev.floe.config.internal.keys.PlatformShape;
import dev.floe.config.internal.shape.Schemas;
import dev.floe.config.internal.shape.Shape;

/**
 * The JSON Schemas (2020-12) of the files, for editors and other programs.
 *
 * <p>What they refuse, floe refuses. What ties keys of different places together, such as the name of a catalog, floe checks and a
 * schema cannot.
 */
public enum ConfigSchema {
    /** floe.yaml. */
    FLOE("floe", "floe.yaml"),
    /** platform.yaml, complete. */
    PLATFORM("platform", "platform.yaml"),
    /** platform.ENV.yaml, which is laid over platform.yaml. */
    PLATFORM_OVERLAY("platform-overlay", "platform.ENV.yaml");

    private static final String IDS = "https://floe.dev/schemas/";

    private final String word;
    private final String title;

    ConfigSchema(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** What the schema is called on a command line. */
    public String word() {
        return word;
    }

    /** The name of the schema's file, {@code platform.schema.json}. */
    public String fileName() {
        return word + ".schema.json";
    }

    /** The schema; the same text every time. */
    public String json() {
        Shape<?, ?> shape = switch (this) {
            case FLOE -> FloeShape.SHAPE;
            case PLATFORM, PLATFORM_OVERLAY -> PlatformShape.SHAPE;
        };
        return Json.write(Schemas.schema(IDS + fileName(), title, shape, this == PLATFORM_OVERLAY));
    }
}

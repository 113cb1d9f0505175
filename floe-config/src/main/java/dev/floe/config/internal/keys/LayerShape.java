package dev.floe.config.internal.keys;

import dev.floe.config.LayerConfig;
import dev.floe.config.internal.shape.Loose;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Whole;
import java.util.Optional;

/** One entry of {@code layers}. */
public final class LayerShape {
    /** The shape. */
    public static final Shape<LayerConfig, LayerConfig.Builder> SHAPE = Shape.of(
                    "layer", LayerConfig::builder, LayerConfig.Builder::build)
            .key(
                    "name",
                    Forms.LINE.called("the same as its key"),
                    LayerConfig::name,
                    LayerConfig.Builder::name,
                    "the layer's name")
            .byDefault("its key")
            .optional(
                    "namespace",
                    Forms.NAMESPACE,
                    LayerConfig::namespace,
                    LayerConfig.Builder::namespace,
                    "where its tables go")
            .byDefault("its name")
            .with("the catalog's `warehouse`: a first level that equals it is dropped")
            .key(
                    "catalog_ref",
                    Forms.LINE.called("name"),
                    LayerConfig::catalogRef,
                    LayerConfig.Builder::catalogRef,
                    "the entry of `catalogs`")
            .optional(
                    "storage_ref",
                    Forms.LINE.called("name"),
                    LayerConfig::storageRef,
                    LayerConfig.Builder::storageRef,
                    "the entry of `storage`, where it is another than the catalog's")
            .byDefault("the catalog's")
            .optional(
                    "description",
                    Forms.DESCRIPTION,
                    LayerConfig::description,
                    LayerConfig.Builder::description,
                    "for people")
            .optional(
                    "retention_days",
                    Whole.of(1, 36_500, "days"),
                    layer -> layer.retentionDays().isPresent()
                            ? Optional.of(layer.retentionDays().getAsInt())
                            : Optional.empty(),
                    LayerConfig.Builder::retentionDays,
                    "how long data is to be kept, for people and other programs")
            .key(
                    "properties",
                    Maps.of(Loose.text()),
                    LayerConfig::properties,
                    LayerConfig.Builder::properties,
                    "for people and other programs")
            .build();

    private LayerShape() {}
}

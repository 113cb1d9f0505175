package dev.floe.config.internal.keys;

import dev.floe.config.ComputeConfig;
import dev.floe.config.ComputeType;
import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Tree;

/** One entry of {@code compute}. */
public final class ComputeShape {
    /** The shape. */
    public static final Shape<ComputeConfig, ComputeConfig.Builder> SHAPE = Shape.of(
                    "compute", name -> ComputeConfig.builder(), ComputeConfig.Builder::build)
            .key(
                    "type",
                    Choice.of(ComputeType.values(), ComputeType::key),
                    ComputeConfig::type,
                    ComputeConfig.Builder::type,
                    "what kind of engine; floe runs DuckDB and only knows the others")
            .key(
                    "properties",
                    Tree.of(),
                    ComputeConfig::properties,
                    ComputeConfig.Builder::properties,
                    "settings of the engine, see below")
            .optional(
                    "credentials",
                    Section.of(() -> CredentialsShape.SHAPE),
                    ComputeConfig::credentials,
                    ComputeConfig.Builder::credentials,
                    "how to log in")
            .unused("DuckDB runs in this process and needs no login")
            .build();

    private ComputeShape() {}
}

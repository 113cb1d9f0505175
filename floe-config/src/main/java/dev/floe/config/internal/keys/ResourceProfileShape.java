package dev.floe.config.internal.keys;

import dev.floe.config.Quantity;
import dev.floe.config.ResourceProfile;
import dev.floe.config.Resources;
import dev.floe.config.internal.shape.Loose;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Parsed;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;

/** One entry of {@code infrastructure.resource_profiles}. */
public final class ResourceProfileShape {
    static final String QUANTITY = "^\\+?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3}|[EPTGMK]i|[numkMGTPE])?$";

    /** The shape of requests and of limits. */
    public static final Shape<Resources, Resources.Builder> RESOURCES = Shape.of(
                    "resources", name -> Resources.builder(), Resources.Builder::build)
            .optional(
                    "cpu",
                    Parsed.of(
                                    "a quantity of processors",
                                    "Kubernetes quantity: `2`, `0.5`, `1500m`",
                                    QUANTITY,
                                    Quantity::parse)
                            .orNumber(),
                    Resources::cpu,
                    Resources.Builder::cpu,
                    "processors")
            .optional(
                    "memory",
                    Parsed.of(
                                    "a quantity of bytes",
                                    "Kubernetes quantity: `12Gi`, `512Mi`, `1e9`",
                                    QUANTITY,
                                    Quantity::parse)
                            .orNumber(),
                    Resources::memory,
                    Resources.Builder::memory,
                    "bytes")
            .build();

    /** The shape. */
    public static final Shape<ResourceProfile, ResourceProfile.Builder> SHAPE = Shape.of(
                    "resourceProfile", name -> ResourceProfile.builder(), ResourceProfile.Builder::build)
            .key(
                    "requests",
                    Section.of(() -> RESOURCES),
                    ResourceProfile::requests,
                    ResourceProfile.Builder::requests,
                    "what is set aside for a run")
            .with("no more than `limits`")
            .key(
                    "limits",
                    Section.of(() -> RESOURCES),
                    ResourceProfile::limits,
                    ResourceProfile.Builder::limits,
                    "what a run may not exceed")
            .with("DuckDB's memory and threads follow from them")
            .key(
                    "env",
                    Maps.of(Loose.text()),
                    ResourceProfile::env,
                    ResourceProfile.Builder::env,
                    "variables of the container: `DUCKDB_MEMORY_LIMIT`, `DUCKDB_THREADS`, `DUCKDB_TEMP_DIRECTORY`")
            .with("the process's own variables of these names come first")
            .build();

    private ResourceProfileShape() {}
}

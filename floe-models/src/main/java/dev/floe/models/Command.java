package dev.floe.models;

import dev.floe.models.graph.ResourceType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is to be run; dbt's verbs. */
public enum Command {
    /** Seeds, models, snapshots and tests, each as soon as what it reads is built and tested. */
    BUILD,
    /** Models only. */
    RUN,
    /** Snapshots only. */
    SNAPSHOT,
    /** Seeds only. */
    SEED,
    /** Renders everything, tests and analyses included, and runs none of it; what templates ask the database for is asked. */
    COMPILE,
    /** Tests only. */
    TEST;

    /** Which kinds of nodes it runs. */
    public Set<ResourceType> types() {
        return switch (this) {
            case BUILD ->
                EnumSet.of(
                        ResourceType.SEED,
                        ResourceType.MODEL,
                        ResourceType.SNAPSHOT,
                        ResourceType.TEST,
                        ResourceType.UNIT_TEST);
            case RUN -> EnumSet.of(ResourceType.MODEL);
            case SNAPSHOT -> EnumSet.of(ResourceType.SNAPSHOT);
            case SEED -> EnumSet.of(ResourceType.SEED);
            case COMPILE ->
                EnumSet.of(ResourceType.MODEL, ResourceType.SNAPSHOT, ResourceType.TEST, ResourceType.ANALYSIS);
            case TEST -> EnumSet.of(ResourceType.TEST, ResourceType.UNIT_TEST);
        };
    }

    /** {@code build}, {@code run} … */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * Processor and memory, as Kubernetes states them for a container.
 *
 * @param cpu processors, {@code 1500m} or {@code 2}
 * @param memory bytes, {@code 12Gi}
 */
@ConfigStyle
@Value.Builder
public record Resources(Optional<Quantity> cpu, Optional<Quantity> memory) {
    /** Nothing stated. */
    public static final Resources NONE = new Resources(Optional.empty(), Optional.empty());

    /** Checks that nothing is null. */
    public Resources {
        requireNonNull(cpu, "cpu");
        requireNonNull(memory, "memory");
    }

    /** A builder with nothing stated. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link Resources}. */
    public static final class Builder extends ResourcesBuilder {
        Builder() {}
    }
}

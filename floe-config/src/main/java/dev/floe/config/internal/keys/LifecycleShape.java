package dev.floe.config.internal.keys;

import dev.floe.config.Quantity;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Parsed;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Type;
import dev.floe.config.internal.shape.Whole;
import java.util.Map;

/** {@code infrastructure.lifecycle}. */
public final class LifecycleShape {
    /** The shape. */
    public static final Shape<Map<String, Object>, ?> SHAPE = Plain.of("lifecycle")
            .section("cleanup", LifecycleShape::cleanup, "what is removed after a run")
            .section("resource_quotas", LifecycleShape::quotas, "what all runs together may use")
            .build();

    private static final Whole COUNT = Whole.of(0, Integer.MAX_VALUE, "");
    private static final Type<Quantity> QUANTITY = Parsed.of(
                    "a quantity", "Kubernetes quantity", ResourceProfileShape.QUANTITY, Quantity::parse)
            .orNumber();

    private LifecycleShape() {}

    private static Shape<Map<String, Object>, ?> cleanup() {
        return Plain.of("cleanup")
                .key("enabled", Flag.of(), true, "whether anything is")
                .section("jobs", LifecycleShape::jobs, "Kubernetes jobs")
                .build();
    }

    private static Shape<Map<String, Object>, ?> jobs() {
        return Plain.of("jobCleanup")
                .key("ttl_seconds", Whole.of(0, Integer.MAX_VALUE, "seconds"), 300, "how long one that ended is kept")
                .section("history_limits", LifecycleShape::historyLimits, "how many are kept")
                .build();
    }

    private static Shape<Map<String, Object>, ?> historyLimits() {
        return Plain.of("historyLimits")
                .key("successful", COUNT, 3, "that succeeded")
                .key("failed", COUNT, 5, "that failed")
                .build();
    }

    private static Shape<Map<String, Object>, ?> quotas() {
        return Plain.of("resourceQuotas")
                .key("enabled", Flag.of(), true, "whether there are any")
                .section("namespace_limits", LifecycleShape::limits, "for a namespace")
                .build();
    }

    private static Shape<Map<String, Object>, ?> limits() {
        return Plain.of("namespaceLimits")
                .key("pods", Whole.of(1, Integer.MAX_VALUE, ""), 50, "pods")
                .key("requests_cpu", QUANTITY, "8", "processors set aside")
                .key("requests_memory", QUANTITY, "8Gi", "bytes set aside")
                .key("limits_cpu", QUANTITY, "12", "processors at most")
                .key("limits_memory", QUANTITY, "20Gi", "bytes at most")
                .build();
    }
}

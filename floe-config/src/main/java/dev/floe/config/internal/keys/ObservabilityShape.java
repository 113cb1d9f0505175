package dev.floe.config.internal.keys;

import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Decimal;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Loose;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.TextType;
import dev.floe.config.internal.shape.Whole;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code observability} of either file. */
public final class ObservabilityShape {
    private static final TextType INTERVAL = TextType.of(
            "`15s`, `1m`, `1h`",
            Pattern.compile("\\d+[smh]"),
            "is not an interval; a number and s, m or h are expected");

    /** The shape. */
    public static final Shape<Map<String, Object>, ?> SHAPE = Plain.of("observability")
            .key("traces", Flag.of(), true, "whether there are traces")
            .key("metrics", Flag.of(), true, "whether there are metrics")
            .key("lineage", Flag.of(), true, "whether there is lineage")
            .key("otlp_endpoint", Forms.ADDRESS.blankIsNone(), "where traces and metrics go")
            .key("lineage_endpoint", Forms.ADDRESS.blankIsNone(), "where lineage goes")
            .key("attributes", Maps.of(Loose.text()), "what all of it says")
            .section("tracing", ObservabilityShape::tracing, "traces")
            .section("metrics_config", ObservabilityShape::metrics, "metrics")
            .section("logging", ObservabilityShape::logging, "logs")
            .section("compute_logs", ObservabilityShape::computeLogs, "what steps print")
            .build();

    private ObservabilityShape() {}

    private static Shape<Map<String, Object>, ?> tracing() {
        return Plain.of("tracing")
                .section("sampling", ObservabilityShape::sampling, "which traces are kept")
                .section("exporters", ObservabilityShape::traceExporters, "who gets them")
                .build();
    }

    private static Shape<Map<String, Object>, ?> sampling() {
        return Plain.of("sampling")
                .key(
                        "sampling_type",
                        Choice.of("always_on", "always_off", "probabilistic", "rate_limiting"),
                        "always_on",
                        "how they are chosen")
                .key("probability", Decimal.of(0, 1), 1.0, "the share of `probabilistic`")
                .key("rate_limit", Whole.of(1, Integer.MAX_VALUE, "traces a second"), "the limit of `rate_limiting`")
                .build();
    }

    private static Shape<Map<String, Object>, ?> traceExporters() {
        return Plain.of("traceExporters")
                .key("jaeger", Flag.of(), true, "Jaeger")
                .key("xray", Flag.of(), false, "AWS X-Ray")
                .key("otlp", Flag.of(), false, "OpenTelemetry")
                .build();
    }

    private static Shape<Map<String, Object>, ?> metrics() {
        return Plain.of("metrics")
                .key("scrape_interval", INTERVAL, "15s", "how often they are taken")
                .key("retention_days", Whole.of(1, 365, "days"), 15, "how long they are kept")
                .section("exporters", ObservabilityShape::metricsExporters, "who gets them")
                .section("alerting", ObservabilityShape::alerting, "when somebody is told")
                .build();
    }

    private static Shape<Map<String, Object>, ?> metricsExporters() {
        return Plain.of("metricsExporters")
                .key("prometheus", Flag.of(), true, "Prometheus")
                .key("cloudwatch", Flag.of(), false, "CloudWatch")
                .key("statsd", Flag.of(), false, "StatsD")
                .build();
    }

    private static Shape<Map<String, Object>, ?> alerting() {
        return Plain.of("alerting")
                .key("enabled", Flag.of(), false, "whether anybody is")
                .key("rules", Maps.of(Section.of(ObservabilityShape::alert)), "rules, by name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> alert() {
        return Plain.of("alert")
                .key("severity", Choice.of("info", "warning", "critical"), "warning", "how bad it is")
                .key("notify", Lists.of(Forms.LINE), "who is told")
                .build();
    }

    private static Shape<Map<String, Object>, ?> logging() {
        return Plain.of("logging")
                .key("level", Choice.of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), "INFO", "how much is logged")
                .key("log_format", Choice.of("json", "text"), "json", "in which form")
                .section("backends", ObservabilityShape::logBackends, "who gets it")
                .build();
    }

    private static Shape<Map<String, Object>, ?> logBackends() {
        return Plain.of("logBackends")
                .key("loki", Flag.of(), true, "Loki")
                .key("cloudwatch", Flag.of(), false, "CloudWatch")
                .key("elasticsearch", Flag.of(), false, "Elasticsearch")
                .build();
    }

    private static Shape<Map<String, Object>, ?> computeLogs() {
        return Plain.of("computeLogs")
                .key("enabled", Flag.of(), true, "whether they are kept")
                .key("manager_type", Choice.of("s3", "azure_blob", "gcs", "local", "noop"), "s3", "where")
                .key("storage_ref", Forms.NAME, "default", "the entry of `storage`")
                .key("bucket", Forms.LINE, "another bucket than the storage's")
                .key("prefix", Forms.LINE, "dagster-compute-logs/", "the folder in the bucket")
                .key("retention_days", Whole.of(1, 365, "days"), 30, "how long they are kept")
                .key("local_dir", Forms.PATH, "/tmp/dagster-compute-logs", "the folder of this machine")
                .key("upload_interval", Whole.of(1, 300, "seconds"), 30, "how often they are sent")
                .build();
    }
}

package dev.floe.models.artifacts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.models.FreshnessResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.context.ContextSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code sources.json}, in the form that dbt gives it (version 3). */
public final class SourcesFile {
    /** The file's name. */
    public static final String NAME = "sources.json";

    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/sources/v3.json";

    private SourcesFile() {}

    /** Writes the file. */
    public static void write(Path folder, String runId, Duration elapsed, List<FreshnessResult> results) {
        ObjectNode root = ArtifactFile.MAPPER.createObjectNode();
        root.putObject("metadata")
                .put("dbt_schema_version", SCHEMA)
                .put("dbt_version", ContextSettings.DBT_VERSION)
                .put("generated_at", Instant.now().toString())
                .put("invocation_id", runId)
                .put("invocation_started_at", Instant.now().minus(elapsed).toString())
                .putObject("env");
        ArrayNode all = root.putArray("results");
        results.forEach(result -> all.add(json(result)));
        root.put("elapsed_time", seconds(elapsed));
        ArtifactFile.write(folder, NAME, root);
    }

    private static ObjectNode json(FreshnessResult result) {
        ObjectNode json = ArtifactFile.MAPPER.createObjectNode();
        json.put("unique_id", result.uniqueId());
        if (result.maxLoadedAt().isEmpty()) {
            json.put("error", result.error().map(Throwable::getMessage).orElse(""));
            json.put("status", "runtime error");
            return json;
        }
        json.put("max_loaded_at", result.maxLoadedAt().get().toString());
        json.put("snapshotted_at", result.lookedAt().toString());
        json.put("max_loaded_at_time_ago_in_s", seconds(result.age().orElseThrow()));
        json.put(
                "status",
                result.status() == NodeStatus.FAIL
                        ? "error"
                        : result.status().name().toLowerCase(Locale.ROOT));
        json.set("criteria", ArtifactFile.MAPPER.valueToTree(ConfigJson.freshness(result.criteria())));
        json.putObject("adapter_response").put("_message", "OK");
        json.putArray("timing")
                .addObject()
                .put("name", "execute")
                .put("started_at", result.startedAt().toString())
                .put(
                        "completed_at",
                        result.startedAt().plus(result.executionTime()).toString());
        json.put("thread_id", "floe");
        json.put("execution_time", seconds(result.executionTime()));
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}

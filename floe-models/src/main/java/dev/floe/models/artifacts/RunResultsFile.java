package dev.floe.models.artifacts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.models.NodeResult;
import dev.floe.models.RunResult;
import dev.floe.models.context.ContextSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** {@code run_results.json}, in the form that dbt gives it (version 6). */
public final class RunResultsFile {
    /** The file's name. */
    public static final String NAME = "run_results.json";

    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/run-results/v6.json";

    private RunResultsFile() {}

    /** Writes the file. */
    public static void write(Path folder, RunResult result) {
        ArtifactFile.write(folder, NAME, json(result));
    }

    private static ObjectNode json(RunResult result) {
        ObjectNode root = ArtifactFile.MAPPER.createObjectNode();
        root.putObject("metadata")
                .put("dbt_schema_version", SCHEMA)
                .put("dbt_version", ContextSettings.DBT_VERSION)
                .put("generated_at", Instant.now().toString())
                .put("invocation_id", result.runId())
                .putObject("env");
        ArrayNode results = root.putArray("results");
        result.nodes().forEach(node -> results.add(node(node)));
        root.put("elapsed_time", seconds(result.elapsed()));
        root.putObject("args").put("which", result.command().word());
        return root;
    }

    private static ObjectNode node(NodeResult result) {
        ObjectNode node = ArtifactFile.MAPPER.createObjectNode();
        node.put("status", result.status().name().toLowerCase(Locale.ROOT));
        ArrayNode timing = node.putArray("timing");
        Instant compiled = result.startedAt().plus(result.compileTime());
        timing.addObject()
                .put("name", "compile")
                .put("started_at", result.startedAt().toString())
                .put("completed_at", compiled.toString());
        timing.addObject()
                .put("name", "execute")
                .put("started_at", compiled.toString())
                .put(
                        "completed_at",
                        result.startedAt().plus(result.executionTime()).toString());
        node.put("thread_id", "floe");
        node.put("execution_time", seconds(result.executionTime()));
        ObjectNode response = node.putObject("adapter_response");
        result.rows().ifPresent(rows -> response.put("rows_affected", String.valueOf(rows)));
        node.put("message", result.message());
        if (result.failures().isPresent()) {
            node.put("failures", result.failures().getAsLong());
        } else {
            node.putNull("failures");
        }
        node.put("unique_id", result.uniqueId());
        node.put("compiled", result.relation().isPresent());
        node.putNull("compiled_code");
        if (result.relation().isPresent()) {
            node.put("relation_name", result.relation().get());
        } else {
            node.putNull("relation_name");
        }
        node.putNull("batch_results");
        return node;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

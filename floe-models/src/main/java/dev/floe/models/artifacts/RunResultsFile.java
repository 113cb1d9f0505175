package dev.floe.models.artifacts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunResult;
import dev.floe.models.context.ContextSettings;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.run.CompiledNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code run_results.json}, in the form that dbt gives it (version 6). */
public final class RunResultsFile {
    /** The file's name. */
    public static final String NAME = "run_results.json";

    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/run-results/v6.json";

    private final ParsedProject parsed;
    private final Map<String, CompiledNode> compiled;

    private RunResultsFile(ParsedProject parsed, Map<String, CompiledNode> compiled) {
        this.parsed = parsed;
        this.compiled = compiled;
    }

    /**
     * Writes the file.
     *
     * @param compiled what was rendered and sent, by unique id
     * @param arguments how the run was begun, by dbt's names
     */
    public static void write(
            Path folder,
            ParsedProject parsed,
            RunResult result,
            Map<String, CompiledNode> compiled,
            Map<String, @Nullable Object> arguments) {
        ArtifactFile.write(folder, NAME, new RunResultsFile(parsed, compiled).json(result, arguments));
    }

    private ObjectNode json(RunResult result, Map<String, @Nullable Object> arguments) {
        ObjectNode root = ArtifactFile.MAPPER.createObjectNode();
        root.putObject("metadata")
                .put("dbt_schema_version", SCHEMA)
                .put("dbt_version", ContextSettings.DBT_VERSION)
                .put("generated_at", Instant.now().toString())
                .put("invocation_id", result.runId())
                .put("invocation_started_at", result.startedAt().toString())
                .putObject("env");
        ArrayNode results = root.putArray("results");
        result.nodes().forEach(node -> results.add(node(node)));
        root.put("elapsed_time", seconds(result.elapsed()));
        root.set("args", ArtifactFile.MAPPER.valueToTree(arguments));
        return root;
    }

    private ObjectNode node(NodeResult result) {
        ObjectNode node = ArtifactFile.MAPPER.createObjectNode();
        node.put("status", result.status().name().toLowerCase(Locale.ROOT));
        ArrayNode timing = node.putArray("timing");
        Instant rendered = result.startedAt().plus(result.compileTime());
        timing.addObject()
                .put("name", "compile")
                .put("started_at", result.startedAt().toString())
                .put("completed_at", rendered.toString());
        timing.addObject()
                .put("name", "execute")
                .put("started_at", rendered.toString())
                .put(
                        "completed_at",
                        result.startedAt().plus(result.executionTime()).toString());
        node.put("thread_id", "floe");
        node.put("execution_time", seconds(result.executionTime()));
        response(node.putObject("adapter_response"), result);
        node.put("message", message(result));
        if (result.failures().isPresent()) {
            node.put("failures", result.failures().getAsLong());
        } else if (operationWentWell(result)) {
            node.put("failures", 0);
        } else {
            node.putNull("failures");
        }
        node.put("unique_id", result.uniqueId());
        rendering(node, result);
        node.putNull("batch_results");
        node.putNull("overload_results");
        return node;
    }

    /** Seeds are not compiled, nor are unit tests that were skipped, as dbt sees it. */
    private void rendering(ObjectNode node, NodeResult result) {
        CompiledNode known = result.type() == ResourceType.SEED ? null : compiled.get(result.uniqueId());
        if (known == null && (result.type() == ResourceType.SEED || result.type() == ResourceType.UNIT_TEST)) {
            node.putNull("compiled");
        } else {
            node.put("compiled", known != null);
        }
        node.put("compiled_code", known == null ? null : known.sql());
        Node built = result.type() == ResourceType.SEED
                ? null
                : parsed.graph().nodes().get(result.uniqueId());
        node.put("relation_name", built == null ? null : NodeJson.relationName(parsed, built));
    }

    private static void response(ObjectNode response, NodeResult result) {
        boolean ran = result.status() != NodeStatus.SKIPPED && result.status() != NodeStatus.ERROR;
        if (!ran || result.type() == ResourceType.OPERATION) {
            return;
        }
        response.put("_message", seedRows(result).orElse("OK"));
        if (seedRows(result).isPresent()) {
            response.put("code", "INSERT");
        }
        result.rows().ifPresent(rows -> response.put("rows_affected", rows));
    }

    private static Optional<String> seedRows(NodeResult result) {
        return result.type() == ResourceType.SEED && result.rows().isPresent()
                ? Optional.of("INSERT " + result.rows().getAsLong())
                : Optional.empty();
    }

    private static boolean operationWentWell(NodeResult result) {
        return result.type() == ResourceType.OPERATION && result.status() == NodeStatus.SUCCESS;
    }

    private static @Nullable String message(NodeResult result) {
        if (operationWentWell(result)) {
            // artifacts-on-run-start-0 is called artifacts.on-run-start.0 in messages.
            return result.name().replaceFirst("-(on-run-(?:start|end))-(\\d+)$", ".$1.$2") + " passed";
        }
        boolean dataTest =
                result.type() == ResourceType.TEST && result.failures().isPresent();
        if (result.status() == NodeStatus.PASS) {
            return null;
        }
        return dataTest
                ? result.message().lines().findFirst().orElse("")
                : seedRows(result).orElse(result.message());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

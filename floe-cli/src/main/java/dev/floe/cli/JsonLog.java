package dev.floe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunEvent;
import dev.floe.models.RunEvent.NodeFinished;
import dev.floe.models.RunEvent.NodeStarted;
import dev.floe.models.RunEvent.RunFinished;
import dev.floe.models.RunEvent.RunStarted;
import dev.floe.models.RunEvent.TemplateMessage;
import dev.floe.models.RunListener;
import dev.floe.models.graph.ResourceType;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints what happens in a run as dbt does under {@code --log-format json}: one object a line, {@code info} and {@code data}.
 *
 * <p>A node that ended is told twice, as dbt-core tells it: once by a name that depends on its type, such as {@code LogModelResult},
 * which dagster-dbt reads of dbt 1, and once as {@code NodeFinished}, which it reads of dbt 2. {@code data.rows} is floe's own: how many
 * rows the table has now.
 */
final class JsonLog implements RunListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PrintWriter out;
    private String runId = "";

    JsonLog(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunStarted started) {
            runId = started.runId();
            say("MainReportVersion", "info", "Running with " + new FloeCommand.Version().getVersion()[0], null);
        } else if (event instanceof NodeStarted node) {
            ObjectNode data = JSON.createObjectNode();
            data.put("index", node.index());
            data.put("total", node.total());
            info(data, node.uniqueId(), node.type(), node.name(), node.relation(), "started");
            say(
                    "LogStartLine",
                    "info",
                    node.index() + " of " + node.total() + " START " + shown(node.type(), node.name()),
                    data);
        } else if (event instanceof NodeFinished node) {
            finished(node);
        } else if (event instanceof TemplateMessage message) {
            say("JinjaLogText", "info", message.text(), null);
        } else if (event instanceof RunFinished run) {
            run.result().notices().forEach(notice -> say("Note", "info", "note: " + notice, null));
            say(
                    "EndOfRunSummary",
                    run.result().success() ? "info" : "error",
                    run.result().success() ? "Completed successfully" : "Completed with errors",
                    null);
        }
    }

    private void finished(NodeFinished event) {
        NodeResult result = event.result();
        String status = result.status().name().toLowerCase(Locale.ROOT);
        ObjectNode data = JSON.createObjectNode();
        ObjectNode node = info(
                data,
                result.uniqueId(),
                result.type(),
                result.name(),
                result.relation().orElse(""),
                status);
        node.put("materialized", result.materialized());
        node.put("node_path", result.path());
        node.put("node_started_at", TIME.format(result.startedAt()));
        node.put("node_finished_at", TIME.format(result.startedAt().plus(result.executionTime())));
        data.put("index", event.index());
        data.put("total", event.total());
        data.put("status", status);
        data.put("execution_time", result.executionTime().toNanos() / 1e9);
        result.failures().ifPresent(found -> data.put("num_failures", found));
        result.rows().ifPresent(rows -> data.put("rows", rows));
        String level = switch (result.status()) {
            case ERROR, FAIL -> "error";
            case WARN -> "warn";
            case SUCCESS, PASS, SKIPPED -> "info";
        };
        String text = event.index() + " of " + event.total() + " " + status.toUpperCase(Locale.ROOT) + " "
                + shown(result.type(), result.name())
                + (result.rows().isPresent() ? " " + result.rows().getAsLong() + " rows" : "")
                + (result.message().isEmpty() || result.error().isEmpty() ? "" : ": " + result.message());
        say(resultName(result), level, text, data);
        say("NodeFinished", "debug", "Finished running node " + result.uniqueId(), data);
    }

    private static String resultName(NodeResult result) {
        if (result.status() == NodeStatus.SKIPPED) {
            return "SkippingDetails";
        }
        return switch (result.type()) {
            case MODEL -> "LogModelResult";
            case SEED -> "LogSeedResult";
            case SNAPSHOT -> "LogSnapshotResult";
            case TEST -> "LogTestResult";
            default -> "LogNodeResult";
        };
    }

    private static String shown(ResourceType type, String name) {
        return type.word() + " " + name;
    }

    private static ObjectNode info(
            ObjectNode data, String uniqueId, ResourceType type, String name, String relation, String status) {
        ObjectNode node = data.putObject("node_info");
        node.put("unique_id", uniqueId);
        node.put("resource_type", type.word());
        node.put("node_name", name);
        node.put("node_status", status);
        node.put("node_started_at", "");
        node.put("node_finished_at", "");
        node.putObject("node_relation").put("relation_name", relation);
        node.putObject("meta");
        return node;
    }

    private void say(String name, String level, String message, @Nullable ObjectNode data) {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode info = line.putObject("info");
        info.put("category", "");
        info.put("code", "");
        info.putObject("extra");
        info.put("invocation_id", runId);
        info.put("level", level);
        info.put("msg", message);
        info.put("name", name);
        info.put("pid", ProcessHandle.current().pid());
        info.put("thread", Thread.currentThread().getName());
        info.put("ts", TIME.format(Instant.now()) + "Z");
        line.set("data", data == null ? JSON.createObjectNode() : data);
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written as JSON", e);
        }
        out.flush();
    }
}

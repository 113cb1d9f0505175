package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.DuckDbException;
import dev.floe.models.NodeResult;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.Project;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code on-run-start} and {@code on-run-end} say, of the packages in the order of their names and then of the project: SQL, with
 * Jinja, before the first and after the last node. Each is an operation with a result of its own; after one that fails the rest are
 * skipped.
 */
final class RunHooks {
    private static final String START = "on-run-start";
    private static final String END = "on-run-end";

    private final ParsedProject project;
    private final RunTools tools;
    private final Session session;

    RunHooks(ParsedProject project, RunTools tools, Session session) {
        this.project = project;
        this.tools = tools;
        this.session = session;
    }

    /** Runs {@code on-run-start}. */
    List<NodeResult> start() {
        return run(START, each -> each.config().onRunStart(), Map.of());
    }

    /**
     * Runs {@code on-run-end}, whose hooks see {@code results}, {@code schemas} and {@code database_schemas}.
     *
     * @param places where the run built something
     */
    List<NodeResult> end(List<NodeResult> results, Collection<RelationName> places) {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put("results", results.stream().map(this::describe).toList());
        names.put(
                "schemas",
                List.copyOf(
                        new TreeSet<>(places.stream().map(RelationName::schema).toList())));
        List<List<String>> pairs = new ArrayList<>();
        places.stream()
                .map(place -> List.of(place.database(), place.schema()))
                .distinct()
                .forEach(pairs::add);
        names.put("database_schemas", pairs);
        return run(END, each -> each.config().onRunEnd(), names);
    }

    private Map<String, @Nullable Object> describe(NodeResult result) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("node", NodeDescription.of(project.graph().node(result.uniqueId())));
        map.put("status", result.status().name().toLowerCase(Locale.ROOT));
        map.put("message", result.message());
        map.put("failures", result.failures().isPresent() ? result.failures().getAsLong() : null);
        map.put("execution_time", result.executionTime().toNanos() / 1e9);
        map.put("adapter_response", Map.of());
        map.put("timing", List.of());
        map.put("thread_id", "floe");
        return map;
    }

    private List<NodeResult> run(
            String kind, Function<Project, List<String>> hooks, Map<String, @Nullable Object> names) {
        List<Project> packages = new ArrayList<>(project.project().packages());
        packages.sort(Comparator.comparing(Project::name));
        packages.add(project.project());
        List<NodeResult> results = new ArrayList<>();
        if (packages.stream().allMatch(each -> hooks.apply(each).isEmpty())) {
            return results;
        }
        try (Connection connection = session.connections().open()) {
            boolean failed = false;
            for (Project each : packages) {
                List<String> own = hooks.apply(each);
                for (int i = 0; i < own.size(); i++) {
                    ModelNode operation = operation(each, kind, i);
                    NodeResult result = failed
                            ? NodeProgress.skipped(operation, "an operation before it failed")
                            : run(operation, own.get(i), names, connection);
                    failed |= !result.status().letsOthersRun();
                    results.add(result);
                }
            }
        } catch (SQLException e) {
            throw DuckDbException.of(e, tools.redactor(), "Opening a connection for " + kind);
        }
        return results;
    }

    private NodeResult run(
            ModelNode operation, String hook, Map<String, @Nullable Object> names, Connection connection) {
        NodeProgress progress = new NodeProgress(operation);
        try {
            String sql = tools.compiler().hook(operation, hook, tools.database(connection, operation), names);
            progress.compiled(tools.files().compiled(operation, new CompiledNode(sql, Map.of())), sql);
            if (!sql.isBlank()) {
                tools.statements().execute(connection, sql);
            }
            return progress.done();
        } catch (SQLException e) {
            return progress.error(DuckDbException.of(e, tools.redactor(), operation.name(), ErrorCode.SQL_FAILED));
        } catch (FloeException e) {
            return progress.error(e);
        } catch (RuntimeException e) {
            return progress.error(new RunException(
                    ErrorCode.SQL_FAILED,
                    operation.name() + ": an unexpected failure: "
                            + tools.redactor().redact(String.valueOf(e)),
                    tools.redactor().redact(e)));
        }
    }

    /** What stands for a node while a hook is rendered; it may refer to every node. */
    private ModelNode operation(Project from, String kind, int index) {
        String name = from.name() + "-" + kind + "-" + index;
        NodeHead head = new NodeHead(
                "operation." + from.name() + "." + name,
                ResourceType.OPERATION,
                name,
                from.name(),
                List.of(from.name(), "hooks", name),
                (from.place().isEmpty() ? "" : from.place() + "/") + "dbt_project.yml",
                "");
        RelationName relation = new RelationName(
                project.contexts().settings().target().database(),
                project.contexts().settings().target().schema(),
                name);
        return new ModelNode(
                head, NodeConfig.EMPTY, List.copyOf(project.graph().nodes().keySet()), "", relation, List.of());
    }
}

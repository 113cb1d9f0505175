package dev.floe.models.run;

import dev.floe.config.Redactor;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.models.NodeResult;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The project's {@code on-run-start} and {@code on-run-end}: SQL, with Jinja, before the first and after the last node. */
final class RunHooks {
    private final ParsedProject project;
    private final NodeCompiler compiler;
    private final ConnectionSource connections;
    private final Store store;
    private final Dialect dialect;
    private final Statements statements;
    private final Redactor redactor;

    RunHooks(
            ParsedProject project,
            NodeCompiler compiler,
            ConnectionSource connections,
            Store store,
            Dialect dialect,
            Statements statements,
            Redactor redactor) {
        this.project = project;
        this.compiler = compiler;
        this.connections = connections;
        this.store = store;
        this.dialect = dialect;
        this.statements = statements;
        this.redactor = redactor;
    }

    /**
     * Runs {@code on-run-start}.
     *
     * @throws dev.floe.FloeException if a hook fails
     */
    void start() {
        run("on-run-start", project.project().config().onRunStart(), Map.of());
    }

    /**
     * Runs {@code on-run-end}, whose hooks see {@code results}, {@code schemas} and {@code database_schemas}.
     *
     * @param places where the run built something
     * @throws dev.floe.FloeException if a hook fails
     */
    void end(List<NodeResult> results, Collection<RelationName> places) {
        List<String> hooks = project.project().config().onRunEnd();
        if (hooks.isEmpty()) {
            return;
        }
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
        run("on-run-end", hooks, names);
    }

    private Map<String, @Nullable Object> describe(NodeResult result) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("node", NodeDescription.of(project.graph().node(result.uniqueId())));
        map.put("unique_id", result.uniqueId());
        map.put("status", result.status().name().toLowerCase(Locale.ROOT));
        map.put("message", result.message());
        map.put("failures", result.failures().isPresent() ? result.failures().getAsLong() : null);
        map.put("execution_time", result.executionTime().toNanos() / 1e9);
        return map;
    }

    private void run(String kind, List<String> hooks, Map<String, @Nullable Object> names) {
        if (hooks.isEmpty()) {
            return;
        }
        try (Connection connection = connections.open()) {
            for (int i = 0; i < hooks.size(); i++) {
                ModelNode operation = operation(kind, i);
                SessionDatabase database =
                        new SessionDatabase(connection, dialect, statements, store, redactor, operation.name());
                String sql = compiler.hook(operation, hooks.get(i), database, names);
                if (!sql.isBlank()) {
                    statements.execute(connection, sql);
                }
            }
        } catch (SQLException e) {
            throw DuckDbException.of(e, redactor, "The " + kind + " of dbt_project.yml");
        }
    }

    /** What stands for a node while a hook is rendered; it may refer to every node. */
    private ModelNode operation(String kind, int index) {
        String packageName = project.project().config().name();
        String name = packageName + "-" + kind + "-" + index;
        NodeHead head = new NodeHead(
                "operation." + packageName + "." + name,
                ResourceType.MODEL,
                name,
                packageName,
                List.of(packageName, "hooks", name),
                "dbt_project.yml",
                "");
        RelationName relation = new RelationName(
                project.contexts().settings().target().database(),
                project.contexts().settings().target().schema(),
                name);
        return new ModelNode(
                head, NodeConfig.EMPTY, List.copyOf(project.graph().nodes().keySet()), "", relation, List.of());
    }
}

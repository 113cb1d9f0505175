package dev.floe.models.run;

import dev.floe.models.context.Database;
import dev.floe.models.context.NodeScope;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.run.Batches.Batch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node while it runs: references are names of relations, statements reach the database. */
final class RunScope implements NodeScope {
    private final NodeCompiler compiler;
    private final Node node;
    private final Database database;
    private final Map<String, String> expressions;
    private final Map<String, @Nullable Object> names;
    private final @Nullable Batch batch;

    /**
     * @param expressions where ephemeral models that the node uses are put, by the name of their expression
     */
    RunScope(
            NodeCompiler compiler,
            Node node,
            Database database,
            Map<String, String> expressions,
            Map<String, @Nullable Object> names) {
        this(compiler, node, database, expressions, names, null);
    }

    /**
     * @param batch the batch that is built, where the model is built in batches: what it reads is narrowed to that
     */
    RunScope(
            NodeCompiler compiler,
            Node node,
            Database database,
            Map<String, String> expressions,
            Map<String, @Nullable Object> names,
            @Nullable Batch batch) {
        this.compiler = compiler;
        this.node = node;
        this.database = database;
        this.expressions = expressions;
        this.names = names;
        this.batch = batch;
    }

    @Override
    public boolean executing() {
        return true;
    }

    @Override
    public String packageName() {
        return node.head().packageName();
    }

    @Override
    public Reference ref(RefCall call) {
        Node found = compiler.ref(call, node);
        if (!node.dependsOn().contains(found.uniqueId()) && !found.equals(node)) {
            throw NodeCompiler.late("ref('" + call.name() + "')", node);
        }
        if (found instanceof ModelNode model && model.isEphemeral()) {
            return new Reference.Cte(compiler.ephemeral(model, database, expressions), filter(found));
        }
        return new Reference.Table(compiler.referred((RelationNode) found, database), filter(found));
    }

    @Override
    public Reference source(String source, String table) {
        SourceNode found = compiler.source(source, table, node);
        return found.externalLocation()
                .<Reference>map(place -> new Reference.Cte(place, filter(found)))
                .orElseGet(() -> new Reference.Table(compiler.readName(found), filter(found)));
    }

    private Optional<String> filter(Node read) {
        return batch == null
                ? Optional.empty()
                : read.config().text("event_time").map(batch::condition);
    }

    @Override
    public void configure(Map<String, @Nullable Object> values) {
        // Taken when the project was read.
    }

    @Override
    public NodeConfig config() {
        return node.config();
    }

    @Override
    public Optional<RelationName> self() {
        if (node instanceof RelationNode relation) {
            return Optional.of(compiler.readName(relation));
        }
        return node instanceof TestNode test ? Optional.of(test.relation()) : Optional.empty();
    }

    @Override
    public Map<String, @Nullable Object> model() {
        return NodeDescription.of(node);
    }

    @Override
    public Map<String, @Nullable Object> graph() {
        Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
        Map<String, @Nullable Object> sources = new LinkedHashMap<>();
        compiler.graph().nodes().forEach((id, other) -> {
            if (!(other instanceof UnitTestNode)) {
                (other instanceof SourceNode ? sources : nodes).put(id, NodeDescription.of(other));
            }
        });
        Map<String, @Nullable Object> graph = new LinkedHashMap<>();
        graph.put("nodes", nodes);
        graph.put("sources", sources);
        return graph;
    }

    @Override
    public Optional<Database> database() {
        return Optional.of(database);
    }

    @Override
    public Map<String, @Nullable Object> names() {
        return names;
    }
}

package dev.floe.models.run;

import dev.floe.models.context.Database;
import dev.floe.models.context.NodeScope;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model while a unit test renders it: what it reads are the rows that are given, as common table expressions. */
final class UnitTestScope implements NodeScope {
    private final NodeCompiler compiler;
    private final ModelNode model;
    private final Database database;
    private final Given given;
    private final RunScope scope;

    /** What stands for a node that the model reads, by a call that names it. */
    interface Given {
        Reference of(Node node, String call);
    }

    /**
     * @param names what only the model's template sees
     */
    UnitTestScope(
            NodeCompiler compiler,
            ModelNode model,
            Database database,
            Given given,
            Map<String, @Nullable Object> names) {
        this.compiler = compiler;
        this.model = model;
        this.database = database;
        this.given = given;
        this.scope = new RunScope(compiler, model, database, Map.of(), names);
    }

    @Override
    public boolean executing() {
        return true;
    }

    @Override
    public String packageName() {
        return scope.packageName();
    }

    @Override
    public Reference ref(RefCall call) {
        return given.of(compiler.ref(call, model), "ref('" + call.name() + "')");
    }

    @Override
    public Reference source(String source, String table) {
        return given.of(compiler.source(source, table, model), "source('" + source + "', '" + table + "')");
    }

    @Override
    public void configure(Map<String, @Nullable Object> values) {
        // Taken when the project was read.
    }

    @Override
    public NodeConfig config() {
        return scope.config();
    }

    @Override
    public Optional<RelationName> self() {
        return scope.self();
    }

    @Override
    public Map<String, @Nullable Object> model() {
        return scope.model();
    }

    @Override
    public Map<String, @Nullable Object> graph() {
        return scope.graph();
    }

    @Override
    public Optional<Database> database() {
        return Optional.of(database);
    }

    @Override
    public Map<String, @Nullable Object> names() {
        return scope.names();
    }
}

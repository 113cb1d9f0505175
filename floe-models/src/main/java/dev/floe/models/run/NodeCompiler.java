package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Template;
import dev.floe.jinja.Values;
import dev.floe.models.RunException;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.Database;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.context.Materializations;
import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.context.TemplateErrors;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.parse.TestArguments;
import dev.floe.models.run.Batches.Batch;
import dev.floe.models.sql.RelationKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Renders nodes to SQL. Thread-safe. */
final class NodeCompiler {
    private static final String CTE = "__dbt__cte__";

    private final ParsedProject project;
    private final Store store;
    private final Map<RelationName, RelationName> readNames;
    private final Map<String, Ephemeral> ephemerals = new ConcurrentHashMap<>();
    private final Earlier earlier;
    private final Set<String> selected;

    NodeCompiler(ParsedProject project, Store store) {
        this(project, store, Map.of(), Earlier.NOTHING, Set.of());
    }

    private NodeCompiler(
            ParsedProject project,
            Store store,
            Map<RelationName, RelationName> readNames,
            Earlier earlier,
            Set<String> selected) {
        this.project = project;
        this.store = store;
        this.readNames = readNames;
        this.earlier = earlier;
        this.selected = selected;
    }

    /** The same, but that a {@code ref} may go to what an earlier run left. */
    NodeCompiler deferring(Earlier to, Set<String> chosen) {
        return new NodeCompiler(project, store, readNames, to, Set.copyOf(chosen));
    }

    /** The same, but that a relation is read under another name. */
    NodeCompiler reading(RelationName relation, RelationName name) {
        return new NodeCompiler(project, store, Map.of(relation, name), earlier, selected);
    }

    ModelGraph graph() {
        return project.graph();
    }

    /**
     * The SQL of a model or test, ephemeral models included.
     *
     * @throws RunException with {@code TEMPLATE_FAILED}
     */
    CompiledNode compile(Node node, Database database) {
        return compile(node, database, null, Map.of());
    }

    /**
     * The same for one batch of a model.
     *
     * @param names what only the batch sees
     */
    CompiledNode compile(Node node, Database database, @Nullable Batch batch, Map<String, @Nullable Object> names) {
        Map<String, String> expressions = new LinkedHashMap<>();
        String sql = render(node, database, expressions, batch, names);
        return compiled(sql, expressions);
    }

    /** SQL, with Jinja, that is no node's. */
    String inline(Node standIn, String sql, Database database) {
        Map<String, String> expressions = new LinkedHashMap<>();
        try {
            Context context = project.contexts().forNode(new RunScope(this, standIn, database, expressions, Map.of()));
            String rendered = project.jinja().parse(sql, standIn.head().path()).render(context);
            return CommonTableExpressions.prepend(rendered, expressions);
        } catch (JinjaException e) {
            throw failure(standIn.head().path(), e);
        }
    }

    private CompiledNode compiled(String sql, Map<String, String> expressions) {
        Map<String, String> byId = new LinkedHashMap<>();
        expressions.forEach((name, select) -> {
            Ephemeral known = ephemerals.get(name);
            byId.put(known == null ? name : known.model().uniqueId(), CommonTableExpressions.of(name, select));
        });
        return new CompiledNode(CommonTableExpressions.prepend(sql, expressions), byId);
    }

    /** The ephemeral models that others used, rendered. */
    Collection<Ephemeral> ephemerals() {
        return ephemerals.values();
    }

    /** An ephemeral model once it was used. */
    record Ephemeral(ModelNode model, CompiledNode compiled) {}

    /** A hook's SQL. */
    String hook(Node node, String hook, Database database, Map<String, @Nullable Object> names) {
        try {
            Context context =
                    project.contexts().forNode(new RunScope(this, node, database, new LinkedHashMap<>(), names));
            return project.jinja().parse(hook, node.head().path()).render(context);
        } catch (JinjaException e) {
            if (e.getCause() instanceof FloeException cause) {
                throw cause;
            }
            String message = "a hook of " + node.name() + ": "
                    + TemplateErrors.problem(node.head().path(), e);
            throw new RunException(ErrorCode.TEMPLATE_FAILED, message, e);
        }
    }

    /** Whether a node is to be built from nothing: what it says itself, else what the run says. */
    boolean fullRefresh(Node node) {
        return node.config()
                .bool("full_refresh")
                .orElse(Boolean.TRUE.equals(
                        project.contexts().settings().flags().get("FULL_REFRESH")));
    }

    /** Whether the run says that what tests find is kept. */
    boolean storeFailures() {
        return Boolean.TRUE.equals(project.contexts().settings().flags().get("STORE_FAILURES"));
    }

    /**
     * The name of a table that a model names, without its database.
     *
     * @param said a name, or a call of {@code ref} or {@code source}
     */
    String tableWithoutDatabase(ModelNode model, String said, Database database) {
        if (!said.endsWith(")")) {
            String[] parts = said.split("\\.", -1);
            return parts.length > 2 ? parts[parts.length - 2] + "." + parts[parts.length - 1] : said;
        }
        RunScope scope = new RunScope(this, model, database, new LinkedHashMap<>(), Map.of());
        try {
            return Values.text(project.jinja()
                    .evaluate(
                            said + ".include(database=false)",
                            project.contexts().forNode(scope)));
        } catch (JinjaException e) {
            throw failure(model.head().path(), e);
        }
    }

    /** A table as templates hold it. */
    Object relation(RelationName name) {
        return project.contexts().relation(name, Optional.of(RelationKind.TABLE));
    }

    /** Columns as templates hold them. */
    Object columns(Map<String, String> columns) {
        return project.contexts().columns(columns);
    }

    /**
     * Calls a macro.
     *
     * @param names what only it sees
     * @return the text that it returns or prints; empty if there is no such macro
     * @throws RunException with {@code TEMPLATE_FAILED}
     */
    Optional<String> callMacro(
            Node node,
            String macro,
            Database database,
            Map<String, @Nullable Object> names,
            @Nullable Object... arguments) {
        Context context = project.contexts().forNode(new RunScope(this, node, database, new LinkedHashMap<>(), names));
        if (!(context.lookup(macro) instanceof Callable callable)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Values.text(callable.call(Arguments.of(arguments))));
        } catch (JinjaException e) {
            throw failure(node.head().path(), e);
        }
    }

    private String render(
            Node node,
            Database database,
            Map<String, String> expressions,
            @Nullable Batch batch,
            Map<String, @Nullable Object> names) {
        Template template = project.templates().get(node.uniqueId());
        if (template == null) {
            throw new IllegalStateException("there is no template of " + node.uniqueId());
        }
        try {
            RunScope scope = new RunScope(this, node, database, expressions, names, batch);
            Context context = project.contexts().forNode(scope);
            if (node instanceof TestNode test && test.generic().isPresent()) {
                Map<String, @Nullable Object> arguments =
                        TestArguments.render(test.generic().get().arguments(), project.jinja(), context);
                context = project.contexts()
                        .forNode(
                                new RunScope(this, node, database, expressions, Map.of(TestArguments.NAME, arguments)));
            }
            return template.render(context);
        } catch (JinjaException e) {
            throw failure(node.head().path(), e);
        }
    }

    /** The block that builds a model, where it is not floe that does. */
    Optional<Macro> materialization(ModelNode model) {
        Contexts contexts = project.contexts();
        return Materializations.block(
                contexts.macros(),
                model.config().materialized(),
                contexts.settings().dialect().name());
    }

    /**
     * Runs a materialization's block.
     *
     * @param names what only it sees; {@code render} is added
     * @return what it returns
     */
    @Nullable Object materialize(ModelNode model, Macro block, Database database, Map<String, @Nullable Object> names) {
        Context plain = project.contexts().forNode(new RunScope(this, model, database, new LinkedHashMap<>(), names));
        Map<String, @Nullable Object> all = new LinkedHashMap<>(names);
        all.put("render", (Callable) arguments -> project.jinja()
                .parse(Values.text(arguments.positional().get(0)), model.head().path())
                .render(plain));
        Context context = project.contexts().forNode(new RunScope(this, model, database, new LinkedHashMap<>(), all));
        try {
            return block.definition().bind(context).call(Arguments.NONE);
        } catch (JinjaException e) {
            throw failure(model.head().path(), e);
        }
    }

    /** Renders a model or its fixtures for a unit test. */
    String render(ModelNode model, Template template, Contexts contexts, UnitTestScope scope) {
        try {
            return template.render(contexts.forNode(scope));
        } catch (JinjaException e) {
            throw failure(model.head().path(), e);
        }
    }

    /** The project. */
    ParsedProject project() {
        return project;
    }

    private static FloeException failure(String path, JinjaException e) {
        return e.getCause() instanceof FloeException cause
                ? cause
                : new RunException(
                        ErrorCode.TEMPLATE_FAILED,
                        TemplateErrors.problem(path, e).toString(),
                        e);
    }

    /** Renders an ephemeral model into the expressions, those that it uses first; gives its name. */
    String ephemeral(ModelNode model, Database database, Map<String, String> expressions) {
        String name = CTE
                + model.name()
                + model.head().version().map(v -> "_v" + v.replace('.', '_')).orElse("");
        if (!expressions.containsKey(name)) {
            Map<String, String> own = new LinkedHashMap<>();
            String sql = render(model, database, own, null, Map.of());
            own.forEach(expressions::putIfAbsent);
            expressions.put(name, sql);
            ephemerals.put(name, new Ephemeral(model, compiled(sql, own)));
        }
        return name;
    }

    /** The name that a {@code ref} gives: the node's own, or where an earlier run has it, when that is to count. */
    RelationName referred(RelationNode node, Database database) {
        RelationName own = readName(node);
        String id = node.head().uniqueId();
        RelationName other = earlier.relations().get(id);
        if (other == null) {
            return own;
        }
        boolean favored = earlier.favored() && !selected.contains(id);
        return favored || database.kindOf(own).isEmpty() ? other : own;
    }

    RelationName readName(RelationNode node) {
        RelationName known = readNames.get(node.relation());
        return known != null ? known : store.readName(node.relation());
    }

    Node ref(RefCall call, Node from) {
        Optional<Node> found = project.references().ref(call, from.head().packageName());
        return found.orElseThrow(() -> late("ref('" + call.name() + "')", from));
    }

    SourceNode source(String source, String table, Node from) {
        return project.references()
                .source(source, table, from.head().packageName())
                .map(SourceNode.class::cast)
                .orElseThrow(() -> late("source('" + source + "', '" + table + "')", from));
    }

    static RunException late(String call, Node from) {
        return new RunException(
                ErrorCode.PROJECT_INVALID,
                from.head().path() + ": " + call
                        + " was not seen when the project was read, so what it needs may not be there; call it"
                        + " outside of {% if execute %} too, or add -- depends_on: {{ " + call + " }}",
                null);
    }
}

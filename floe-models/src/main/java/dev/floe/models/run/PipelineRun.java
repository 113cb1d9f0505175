package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.models.Command;
import dev.floe.models.NodeResult;
import dev.floe.models.OverlapPolicy;
import dev.floe.models.RunEvent;
import dev.floe.models.RunResult;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.Plan;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.graph.Selection;
import dev.floe.models.graph.Selector;
import dev.floe.models.graph.TestNode;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.run.Overlaps.RunHold;
import dev.floe.models.sql.Dialect;
import dev.floe.models.target.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run of a parsed project: selects, plans, opens the session, runs the nodes, closes the session.
 *
 * <p>Used once.
 */
public final class PipelineRun {
    private final Request request;
    private final ParsedProject project;
    private final Target target;
    private final Cancellation cancellation;
    private final List<String> notices = new ArrayList<>();
    private Map<String, CompiledNode> compiled = Map.of();

    /**
     * What to run, and with what.
     *
     * @param runId the run's id
     * @param selection which nodes
     * @param finished nodes that need not run
     * @param selector what finds them
     * @param earlier what is taken from earlier runs
     * @param failFast whether nothing begins any more once something failed
     * @param threads how many side by side
     * @param connection the caller's, if floe is to work on its instance
     * @param extensions where DuckDB extensions come from
     * @param targetFolder where compiled SQL goes
     * @param overlaps what happens if another run writes the same
     * @param runs the folder where the runs of this machine are written down
     * @param events who is told
     * @param watching who looks
     */
    public record Request(
            String runId,
            Command command,
            Selection selection,
            Set<String> finished,
            Selector selector,
            Earlier earlier,
            boolean failFast,
            int threads,
            Optional<Connection> connection,
            DuckDbExtensions extensions,
            Dialect dialect,
            Optional<Path> targetFolder,
            OverlapPolicy overlaps,
            Path runs,
            Events events,
            Watching watching) {}

    /**
     * Who looks at a run while it runs.
     *
     * @param live is told
     * @param queries whether somebody may ask how far a query is
     */
    public record Watching(Live live, boolean queries) {}

    /** A run that {@code cancellation} ends. */
    public PipelineRun(ParsedProject project, Target target, Request request, Cancellation cancellation) {
        this.project = project;
        this.target = target;
        this.request = request;
        this.cancellation = cancellation;
    }

    /**
     * Runs.
     *
     * @param known what the user should know already
     * @throws FloeException if the run cannot begin: a selector that cannot be understood, a database or catalog that cannot be had
     */
    public RunResult run(List<String> known) {
        try {
            return begin(known);
        } catch (FloeException e) {
            if (cancellation.requested()
                    && e.code() != ErrorCode.CANCELLED
                    && e.code() != ErrorCode.DEADLINE_EXCEEDED) {
                throw cancellation.exception("Before anything was run, ", e);
            }
            throw e;
        }
    }

    private RunResult begin(List<String> known) {
        cancellation.check();
        notices.addAll(known);
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        Plan plan = Plan.of(project.graph(), selected());
        List<NodeResult> results = List.of();
        if (!plan.waitsFor().isEmpty()) {
            RunHold claim = overlaps().claim(request.runId(), claimed(plan), notices);
            // Before the session, whose statements are told of as well.
            emit(new RunEvent.RunStarted(
                    request.runId(),
                    request.command(),
                    List.copyOf(plan.waitsFor().keySet()),
                    threads(plan)));
            try (Session session =
                    Session.open(target, request.connection(), request.extensions(), request.dialect(), watch())) {
                cancellation.check();
                results = run(plan, session);
                notices.addAll(session.notices());
            } finally {
                claim.close();
            }
        }
        RunResult result = new RunResult(
                request.runId(),
                request.command(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - start),
                results,
                notices);
        emit(new RunEvent.RunFinished(result));
        return result;
    }

    private int threads(Plan plan) {
        return Math.max(1, Math.min(request.threads(), plan.waitsFor().size()));
    }

    private Overlaps overlaps() {
        return new Overlaps(target, request.connection(), request.overlaps(), request.runs(), cancellation);
    }

    /** What is written: views too, which later runs read. */
    private Set<RelationName> claimed(Plan plan) {
        return request.command() == Command.COMPILE
                ? Set.of()
                : plan.waitsFor().keySet().stream()
                        .map(project.graph()::node)
                        .filter(node -> node instanceof ModelNode || node instanceof SeedNode)
                        .map(node -> ((RelationNode) node).relation())
                        .collect(Collectors.toSet());
    }

    private Session.Watch watch() {
        return connections -> new WatchedConnections(
                connections, cancellation, request.watching().queries(), this::statement);
    }

    /** What was rendered and sent, by the ids of the nodes, once the run is over. */
    public Map<String, CompiledNode> compiled() {
        return compiled;
    }

    private Set<String> selected() {
        Selection selection = request.selection();
        ModelGraph graph = project.graph();
        Selector selector = request.selector();
        for (String part : selector.unmatched(selection.select())) {
            notices.add("The selector '" + part + "' matches nothing");
        }
        Set<String> selected = selector.select(selection);
        boolean compiling = request.command() == Command.COMPILE;
        selected.removeIf(id -> {
            Node node = graph.node(id);
            return !request.command().types().contains(node.type())
                    || (!compiling && node instanceof ModelNode model && model.isEphemeral());
        });
        selected.removeAll(request.finished());
        if (selected.isEmpty()) {
            notices.add("Nothing to do: no node matches the command and the selection");
        }
        return selected;
    }

    private List<NodeResult> run(Plan plan, Session session) {
        NodeCompiler compiler = new NodeCompiler(project, session)
                .deferring(request.earlier(), plan.waitsFor().keySet());
        SeedReader seeds = new SeedReader(project.project().files(), request.dialect(), session.statements());
        Audits audits = new Audits(project.graph(), seeds, cancellation);
        CompiledFiles files = new CompiledFiles(request.targetFolder());
        RunTools tools = new RunTools(
                request.runId(),
                session,
                compiler,
                request.dialect(),
                session.statements(),
                target.redactor(),
                files,
                audits);
        NodeRunner runner = new NodeRunner(tools, seeds, cancellation, request.command() == Command.COMPILE);
        try {
            return run(plan, session, compiler, runner, audits, new RunHooks(project, tools, session));
        } finally {
            compiler.ephemerals().forEach(used -> files.compiled(used.model(), used.compiled()));
            compiled = files.nodes();
        }
    }

    private List<NodeResult> run(
            Plan plan, Session session, NodeCompiler compiler, NodeRunner runner, Audits audits, RunHooks hooks) {
        if (request.command() == Command.COMPILE) {
            return nodes(plan, session, runner, audits);
        }
        Set<RelationName> places = prepare(plan, session, compiler);
        List<NodeResult> all = new ArrayList<>(hooks.start());
        if (!all.isEmpty()) {
            // The operations may have changed what the run builds.
            prepare(plan, session, compiler);
        }
        boolean well = all.stream().allMatch(result -> result.status().letsOthersRun());
        List<NodeResult> results = well ? nodes(plan, session, runner, audits) : List.of();
        if (!well) {
            plan.waitsFor()
                    .keySet()
                    .forEach(id ->
                            all.add(NodeProgress.skipped(project.graph().node(id), "an operation before it failed")));
        }
        all.addAll(results);
        all.addAll(hooks.end(results, places));
        return all;
    }

    private List<NodeResult> nodes(Plan plan, Session session, NodeRunner runner, Audits audits) {
        sessionViews(plan, session, runner);
        int total = plan.waitsFor().size();
        try (WorkerPool workers = new WorkerPool(
                threads(plan),
                request.runId(),
                session.connections(),
                runner,
                (node, index) -> emit(started(node, index, total)),
                target.redactor())) {
            return new Scheduler(
                            project.graph(),
                            plan,
                            workers,
                            (result, index) -> emit(RunEvent.NodeFinished.of(result, index, total)),
                            audits::has,
                            cancellation,
                            request.failFast())
                    .run();
        }
    }

    private static RunEvent started(Node node, int index, int total) {
        String relation = node instanceof RelationNode built ? built.relation().toString() : "";
        return new RunEvent.NodeStarted(node.uniqueId(), node.type(), node.name(), relation, index, total);
    }

    /** The schemas of everything that is built or read. */
    private Set<RelationName> prepare(Plan plan, Session session, NodeCompiler compiler) {
        Set<RelationName> places = new LinkedHashSet<>();
        for (String id : plan.waitsFor().keySet()) {
            Node node = project.graph().node(id);
            if (node instanceof ModelNode || node instanceof SeedNode) {
                places.add(((RelationNode) node).relation());
            } else if (node instanceof TestNode test && test.storesFailures(compiler.storeFailures())) {
                places.add(test.relation());
            }
        }
        try {
            session.prepare(places);
        } catch (SQLException e) {
            throw DuckDbException.of(e, target.redactor(), "Preparing the schemas");
        }
        return places;
    }

    /**
     * Makes the views again that planned nodes read and the session lacks, because their models are not run and their catalog keeps
     * no views. One that cannot be made is told; what reads it fails with its own words.
     */
    private void sessionViews(Plan plan, Session session, NodeRunner runner) {
        ModelGraph graph = project.graph();
        Set<String> read = graph.upstream(plan.waitsFor().keySet(), -1);
        List<ModelNode> views = new ArrayList<>();
        for (String id : Plan.of(graph, read).waitsFor().keySet()) {
            if (!plan.waitsFor().containsKey(id)
                    && graph.node(id) instanceof ModelNode model
                    && model.config().materialized().equals("view")
                    && !session.keepsViews(model.relation())) {
                views.add(model);
            }
        }
        if (views.isEmpty()) {
            return;
        }
        try (Connection connection = session.connections().open()) {
            session.prepareViews(views.stream().map(ModelNode::relation).toList());
            for (ModelNode view : views) {
                sessionView(view, runner, connection);
            }
        } catch (SQLException e) {
            throw DuckDbException.of(e, target.redactor(), "Opening a connection");
        }
    }

    private void sessionView(ModelNode view, NodeRunner runner, Connection connection) {
        try {
            runner.sessionView(view, connection);
        } catch (SQLException e) {
            String why = DuckDbException.of(e, target.redactor(), "Making the view " + view.name() + " again")
                    .getMessage();
            notices.add(String.valueOf(why));
        } catch (FloeException e) {
            notices.add(String.valueOf(e.getMessage()));
        }
    }

    private void statement(String sql, Duration took, boolean success) {
        if (request.events().heard()) {
            Optional<String> node = request.watching().live().node(Thread.currentThread());
            emit(new RunEvent.StatementFinished(node, target.redactor().redact(sql), took, success));
        }
    }

    private void emit(RunEvent event) {
        request.watching().live().take(event);
        request.events().emit(event);
    }
}

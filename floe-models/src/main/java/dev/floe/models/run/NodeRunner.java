package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.DuckDbException;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.graph.UnitTestNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.MDC;

/** Runs single nodes. Thread-safe: each thread brings its own connection. */
final class NodeRunner {
    private static final String MDC_NODE = "floe.node";

    private final RunTools tools;
    private final ModelBuild models;
    private final SeedReader seeds;
    private final Comments comments;
    private final DataTestRun tests;
    private final UnitTestRun unitTests;
    private final Cancellation cancellation;
    private final boolean onlyRenders;

    /**
     * @param onlyRenders whether nodes are rendered and not run
     */
    NodeRunner(RunTools tools, SeedReader seeds, Cancellation cancellation, boolean onlyRenders) {
        this.onlyRenders = onlyRenders;
        this.tools = tools;
        this.models = new ModelBuild(tools);
        this.seeds = seeds;
        this.comments = new Comments(tools);
        this.tests = new DataTestRun(tools);
        this.unitTests = new UnitTestRun(tools);
        this.cancellation = cancellation;
    }

    /** Runs a node; what goes wrong is in the result. */
    NodeResult run(Node node, Connection connection) {
        NodeResult audited = tools.audits().result(node);
        if (audited != null) {
            return audited;
        }
        String outer = MDC.get(MDC_NODE);
        MDC.put(MDC_NODE, node.uniqueId());
        NodeRecording recording = NodeRecording.started();
        try {
            NodeResult result = work(node, connection);
            recording.ended(tools.runId(), node, result);
            if (result.status() == NodeStatus.ERROR && !failedAudit(result)) {
                tools.audits().forget(node);
            }
            return result;
        } finally {
            if (outer == null) {
                MDC.remove(MDC_NODE);
            } else {
                MDC.put(MDC_NODE, outer);
            }
        }
    }

    private static boolean failedAudit(NodeResult result) {
        return result.error()
                .filter(error -> error.code() == ErrorCode.AUDIT_FAILED)
                .isPresent();
    }

    private NodeResult work(Node node, Connection connection) {
        NodeProgress progress = new NodeProgress(node);
        try {
            tools.store().beforeNode(connection);
            if (onlyRenders) {
                CompiledNode compiled = tools.compiler().compile(node, tools.database(connection, node));
                progress.compiled(tools.files().compiled(node, compiled), compiled.sql());
                return progress.done();
            }
            if (node instanceof ModelNode model) {
                return models.build(model, connection, progress);
            }
            if (node instanceof UnitTestNode unit) {
                return unitTests.run(unit, connection, progress);
            }
            return node instanceof SeedNode seed
                    ? seed(seed, connection, progress)
                    : tests.run((TestNode) node, connection, progress);
        } catch (SQLException e) {
            return progress.error(ended(node, explain(node, e)));
        } catch (FloeException e) {
            return progress.error(ended(node, e));
        } catch (RuntimeException e) {
            return progress.error(ended(
                    node,
                    new RunException(
                            ErrorCode.SQL_FAILED,
                            node.head().path() + ": an unexpected failure: "
                                    + tools.redactor().redact(String.valueOf(e)),
                            tools.redactor().redact(e))));
        }
    }

    /** When the run is to end, everything fails in its own words; what cannot simply be run again keeps them. */
    private FloeException ended(Node node, FloeException e) {
        return cancellation.requested() && e.code() != ErrorCode.OUTCOME_UNKNOWN
                ? cancellation.exception(node.head().path() + ": ", e)
                : e;
    }

    private FloeException explain(Node node, SQLException e) {
        String what = node instanceof SeedNode
                ? "Loading the seed "
                : "The " + node.type().word().replace('_', ' ') + " ";
        ErrorCode otherwise = node instanceof SeedNode ? ErrorCode.SEED_FAILED : ErrorCode.SQL_FAILED;
        return DuckDbException.of(
                e, tools.redactor(), what + node.name() + " (" + node.head().path() + ")", otherwise);
    }

    /** Makes a view that is not run again in this session; nothing is counted or reported. */
    void sessionView(ModelNode model, Connection connection) throws SQLException {
        tools.store()
                .sessionView(
                        connection,
                        model.relation(),
                        tools.compiler()
                                .compile(model, tools.database(connection, model))
                                .sql());
    }

    private NodeResult seed(SeedNode seed, Connection connection, NodeProgress progress) throws SQLException {
        String select = seeds.select(seed, connection);
        progress.compiled(Optional.empty());
        OptionalLong rows = tools.withHooks(seed, seed.relation(), connection, () -> {
            OptionalLong loaded = tools.store().table(connection, seed.relation(), select, tools.options(seed));
            comments.write(seed, connection);
            return loaded;
        });
        return progress.built(seed.relation(), rows);
    }
}

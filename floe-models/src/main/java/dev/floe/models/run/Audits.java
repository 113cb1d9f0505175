package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Audits before the commit ({@code audit_before_commit}): a node's tests run on what was written, and only if they pass can others see
 * it. How they went is kept until it is their turn in the plan. Thread-safe.
 *
 * <p>A node's tests are those that read nothing but the node, what it is built from, and sources: whatever else a test reads may not be
 * built yet.
 */
final class Audits {
    private static final String KEY = "audit_before_commit";

    private final ModelGraph graph;
    private final SeedReader seeds;
    private final Cancellation cancellation;
    private final Map<String, NodeResult> results = new ConcurrentHashMap<>();

    Audits(ModelGraph graph, SeedReader seeds, Cancellation cancellation) {
        this.graph = graph;
        this.seeds = seeds;
        this.cancellation = cancellation;
    }

    /**
     * The audit that a node asks for.
     *
     * @param tools what its tests run with
     */
    Optional<Audit> of(Node node, RunTools tools) {
        return node instanceof RelationNode built && node.config().bool(KEY).orElse(false)
                ? Optional.of((connection, written) ->
                        check(node, built.relation(), tools.reading(built.relation(), written), connection))
                : Optional.empty();
    }

    /** The refusal to build something unaudited that is to be audited. */
    static RunException impossible(RelationName relation, String where) {
        return new RunException(
                ErrorCode.PROJECT_INVALID,
                relation + ": audit_before_commit is not possible " + where
                        + "; set it to false for this node, or build it as a table by commit",
                null);
    }

    private void check(Node node, RelationName relation, RunTools tools, Connection connection) {
        NodeRunner runner = new NodeRunner(tools, seeds, cancellation, false);
        List<String> failures = new ArrayList<>();
        for (TestNode test : tests(node)) {
            NodeResult result = runner.run(test, connection);
            results.put(test.uniqueId(), result);
            if (!result.status().letsOthersRun()) {
                failures.add(test.name() + ": " + result.message());
            }
            if (result.status() == NodeStatus.ERROR) {
                // Where the rows are those of an open transaction, nothing more can be asked in it.
                break;
            }
        }
        if (!failures.isEmpty()) {
            throw new RunException(
                    ErrorCode.AUDIT_FAILED,
                    node.head().path() + ": what was written for " + relation
                            + " did not pass its tests and was not committed; the table is as it was:\n"
                            + String.join("\n", failures),
                    null);
        }
    }

    private List<TestNode> tests(Node node) {
        Set<String> before = graph.upstream(Set.of(node.uniqueId()), -1);
        List<TestNode> tests = new ArrayList<>();
        for (String id : graph.downstream(Set.of(node.uniqueId()), 1)) {
            if (graph.node(id) instanceof TestNode test
                    && test.dependsOn().stream()
                            .allMatch(read -> before.contains(read)
                                    || read.equals(node.uniqueId())
                                    || graph.node(read) instanceof SourceNode)) {
                tests.add(test);
            }
        }
        return tests;
    }

    /** How a test went in an audit. */
    @Nullable NodeResult result(Node test) {
        return results.get(test.uniqueId());
    }

    /** Whether a test has run in an audit. */
    boolean has(String test) {
        return results.containsKey(test);
    }

    /** Forgets how the tests of a node went whose rows were not committed for another reason. */
    void forget(Node node) {
        tests(node).forEach(test -> results.remove(test.uniqueId()));
    }
}

package dev.floe.models.run;

import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.Plan;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What is left of a run when its nodes take no time: the plan, and the scheduler with workers that are done at once. Four of five nodes
 * are tests, one test in forty is of two models. In this package because the scheduler is not to be seen elsewhere.
 */
@State(Scope.Thread)
public class Scheduling {
    /** How many nodes there are for each model, its tests included. */
    public static final int NODES_PER_MODEL = 5;

    @Param({"1000", "2000", "5000", "10000"})
    int models;

    private ModelGraph graph = ModelGraph.of(List.of());
    private Plan plan = new Plan(Map.of());
    private final NodeResult done = new NodeResult(
            "",
            ResourceType.MODEL,
            "",
            "",
            NodeStatus.SUCCESS,
            Optional.empty(),
            "view",
            OptionalLong.empty(),
            OptionalLong.empty(),
            Instant.EPOCH,
            Duration.ZERO,
            Duration.ZERO,
            Optional.empty(),
            "",
            Optional.empty());

    /** A graph of ten layers. */
    @Setup
    public void makeGraph() {
        Random random = new Random(42);
        List<Node> nodes = new ArrayList<>();
        for (int model = 0; model < models; model++) {
            int below = model * 10 / models * (models / 10);
            List<String> parents = new ArrayList<>();
            for (int i = 0; i < 2 && below > 0; i++) {
                String parent = "model.p.m" + random.nextInt(below);
                if (!parents.contains(parent)) {
                    parents.add(parent);
                }
            }
            nodes.add(model(model, parents));
        }
        for (int test = 0; test < models * (NODES_PER_MODEL - 1); test++) {
            int tested = test / (NODES_PER_MODEL - 1);
            List<String> reads = new ArrayList<>(List.of("model.p.m" + tested));
            if (test % 40 == 39) {
                reads.add("model.p.m" + (tested - 9));
            }
            nodes.add(test(test, reads));
        }
        graph = ModelGraph.of(nodes);
        plan = plan();
    }

    /** Plans all nodes. */
    @Benchmark
    public Plan plan() {
        return Plan.of(graph, graph.nodes().keySet());
    }

    /** Runs the plan. */
    @Benchmark
    public List<NodeResult> schedule() {
        Scheduler.Workers workers = new Scheduler.Workers() {
            @Override
            public int count() {
                return 4;
            }

            @Override
            public void begin(Node node, int index, BlockingQueue<NodeResult> ended) {
                ended.add(result(node));
            }
        };
        return new Scheduler(graph, plan, workers, (result, index) -> {}, id -> false, new Cancellation(), false).run();
    }

    private NodeResult result(Node node) {
        return new NodeResult(
                node.uniqueId(),
                node.type(),
                node.name(),
                done.path(),
                done.status(),
                done.relation(),
                done.materialized(),
                done.rows(),
                done.failures(),
                done.startedAt(),
                done.compileTime(),
                done.executionTime(),
                done.sql(),
                done.message(),
                done.error());
    }

    private static NodeHead head(ResourceType type, String name) {
        return new NodeHead(type.word() + ".p." + name, type, name, "p", List.of("p", name), name + ".sql", "");
    }

    private static Node model(int number, List<String> parents) {
        return new ModelNode(
                head(ResourceType.MODEL, "m" + number),
                NodeConfig.EMPTY,
                parents,
                "",
                new RelationName("d", "s", "m" + number),
                List.of());
    }

    private static Node test(int number, List<String> reads) {
        return new TestNode(
                head(ResourceType.TEST, "t" + number),
                NodeConfig.EMPTY,
                reads,
                "",
                Optional.empty(),
                Optional.of(reads.get(0)),
                new RelationName("d", "s", "t" + number));
    }
}

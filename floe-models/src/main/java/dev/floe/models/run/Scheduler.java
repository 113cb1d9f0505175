package dev.floe.models.run;

import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs a plan: a node begins when everything it waits for has ended well; what waits for something that did not is skipped, and
 * nothing else is. Nodes that are ready begin in the order of the plan. The calling thread coordinates.
 */
final class Scheduler {
    private final ModelGraph graph;
    private final Workers workers;
    private final Observer observer;
    private final Known known;
    private final Cancellation cancellation;
    private final Map<String, Set<String>> waiting = new LinkedHashMap<>();
    private final Map<String, Set<String>> waiters = new HashMap<>();
    private final Deque<String> ready = new ArrayDeque<>();
    private final BlockingQueue<NodeResult> ended = new LinkedBlockingQueue<>();
    private final List<NodeResult> results = new ArrayList<>();
    private final boolean failFast;
    private boolean failed;
    private int running;

    /** Where nodes are run; {@code begin} returns at once, and the result is handed over when it is there. */
    interface Workers {
        /** How many nodes may run side by side. */
        int count();

        /** Runs a node on a free worker. */
        void begin(Node node, int index, BlockingQueue<NodeResult> ended);
    }

    /** Is told of every node that ended, by the coordinating thread. */
    interface Observer {
        void ended(NodeResult result, int index);
    }

    /** Knows which nodes have run within another one: they are not skipped when that one fails. */
    interface Known {
        boolean hasRun(String id);
    }

    /**
     * @param failFast whether nothing begins any more once something failed
     */
    Scheduler(
            ModelGraph graph,
            Plan plan,
            Workers workers,
            Observer observer,
            Known known,
            Cancellation cancellation,
            boolean failFast) {
        this.failFast = failFast;
        this.graph = graph;
        this.workers = workers;
        this.observer = observer;
        this.known = known;
        this.cancellation = cancellation;
        plan.waitsFor().forEach((id, parents) -> {
            waiting.put(id, new LinkedHashSet<>(parents));
            parents.forEach(parent -> waiters.computeIfAbsent(parent, key -> new LinkedHashSet<>())
                    .add(id));
            if (parents.isEmpty()) {
                ready.add(id);
            }
        });
    }

    /** Runs everything. */
    List<NodeResult> run() {
        while (true) {
            begin();
            if (running == 0) {
                break;
            }
            end(next());
        }
        for (String id : List.copyOf(waiting.keySet())) {
            skip(id, failed ? "something else failed, and the run was to end then" : cancellation.why());
        }
        return results;
    }

    /** The next result: whatever happens to the run, each node that began gives one. */
    private NodeResult next() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ended.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void begin() {
        while (!cancellation.requested() && !failed && running < workers.count() && !ready.isEmpty()) {
            String id = ready.remove();
            waiting.remove(id);
            running++;
            workers.begin(graph.node(id), results.size() + running, ended);
        }
    }

    private void end(NodeResult result) {
        running--;
        record(result);
        boolean well = result.status().letsOthersRun();
        failed |= failFast && !well;
        for (String waiter : waiters.getOrDefault(result.uniqueId(), Set.of())) {
            Set<String> rest = waiting.get(waiter);
            if (rest == null) {
                continue;
            }
            if (!well && !known.hasRun(waiter)) {
                skip(waiter, reason(result));
            } else if (rest.remove(result.uniqueId()) && rest.isEmpty()) {
                ready.add(waiter);
            }
        }
    }

    private static String reason(NodeResult result) {
        return result.status() == NodeStatus.SKIPPED
                ? result.message()
                : "it depends on " + result.name() + ", which "
                        + (result.status() == NodeStatus.FAIL ? "did not pass" : "failed");
    }

    private void skip(String id, String why) {
        if (waiting.remove(id) == null) {
            return;
        }
        NodeResult result = NodeProgress.skipped(graph.node(id), why);
        record(result);
        waiters.getOrDefault(id, Set.of()).forEach(waiter -> skip(waiter, why));
    }

    private void record(NodeResult result) {
        results.add(result);
        observer.ended(result, results.size());
    }
}

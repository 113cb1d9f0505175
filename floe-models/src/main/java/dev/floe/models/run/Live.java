package dev.floe.models.run;

import dev.floe.models.NodeResult;
import dev.floe.models.RunEvent;
import dev.floe.models.RunProgress;
import dev.floe.models.RunProgress.Phase;
import dev.floe.models.RunProgress.RunningNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is known of a run while it runs. Thread-safe; whoever looks never waits for the run. */
public final class Live {
    private final String runId;
    private final Cancellation cancellation;
    private final long start = System.nanoTime();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final List<String> succeeded = new ArrayList<>();
    private Phase phase = Phase.PREPARING;
    private int total;
    private int ended;

    private record Running(String name, Instant startedAt, Thread thread) {}

    /**
     * @param cancellation knows the statements that run
     */
    public Live(String runId, Cancellation cancellation) {
        this.runId = runId;
        this.cancellation = cancellation;
    }

    /** Something happened; of a node that begins, on the thread that runs it. */
    synchronized void take(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            total = started.nodes().size();
            phase = Phase.RUNNING;
        } else if (event instanceof RunEvent.NodeStarted started) {
            running.put(started.uniqueId(), new Running(started.name(), Instant.now(), Thread.currentThread()));
        } else if (event instanceof RunEvent.NodeFinished finished) {
            NodeResult result = finished.result();
            running.remove(result.uniqueId());
            ended++;
            if (result.status().letsOthersRun()) {
                succeeded.add(result.uniqueId());
            }
        } else if (event instanceof RunEvent.RunFinished) {
            phase = Phase.ENDING;
        }
    }

    /** There is a result, or none will come. */
    public synchronized void ended() {
        phase = Phase.ENDED;
    }

    /** The id of the node that a thread runs. */
    synchronized Optional<String> node(Thread thread) {
        return running.entrySet().stream()
                .filter(each -> each.getValue().thread().equals(thread))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The names of the nodes that run now. */
    public synchronized List<String> names() {
        return running.values().stream().map(Running::name).toList();
    }

    /** How far the run is. */
    public synchronized RunProgress progress() {
        Map<Thread, OptionalDouble> queries = new LinkedHashMap<>();
        cancellation.running().forEach(statement -> queries.put(statement.thread(), statement.done()));
        List<RunningNode> nodes = new ArrayList<>();
        running.forEach((id, node) -> nodes.add(new RunningNode(
                id, node.name(), node.startedAt(), queries.getOrDefault(node.thread(), OptionalDouble.empty()))));
        return new RunProgress(
                runId, phase, Duration.ofNanos(System.nanoTime() - start), total, ended, succeeded, nodes);
    }
}

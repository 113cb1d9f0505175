package dev.floe.models;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run went. Immutable.
 *
 * @param runId the run's id, which commits carry too
 * @param command what was run
 * @param startedAt when it began
 * @param elapsed how long it took
 * @param nodes every selected node, in the order they ended
 * @param notices what the user should know
 */
public record RunResult(
        String runId,
        Command command,
        Instant startedAt,
        Duration elapsed,
        List<NodeResult> nodes,
        List<String> notices) {

    /** Copies the lists. */
    public RunResult {
        nodes = List.copyOf(nodes);
        notices = List.copyOf(notices);
    }

    /** Whether nothing failed and nothing was skipped. Warnings do not count. */
    public boolean success() {
        return nodes.stream().allMatch(node -> node.status().letsOthersRun());
    }

    /** How many nodes ended this way. */
    public long count(NodeStatus status) {
        return nodes.stream().filter(node -> node.status() == status).count();
    }

    /** The nodes that ended in {@link NodeStatus#ERROR} or {@link NodeStatus#FAIL}. */
    public List<NodeResult> failed() {
        return nodes.stream()
                .filter(node -> node.status() == NodeStatus.ERROR || node.status() == NodeStatus.FAIL)
                .toList();
    }

    /** The result of a node by its name or unique id; empty if it was not selected. */
    public Optional<NodeResult> node(String nameOrId) {
        return nodes.stream()
                .filter(node -> node.uniqueId().equals(nameOrId) || node.name().equals(nameOrId))
                .findFirst();
    }
}

package dev.floe.models;

import dev.floe.models.graph.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that happened in a run. Events of one run are in one order, the same for each listener, and never come two at once. */
public sealed interface RunEvent {

    /**
     * The run knows what it will do.
     *
     * @param runId the run's id
     * @param command what is run
     * @param nodes the ids of the nodes that will run
     * @param threads how many run side by side
     */
    record RunStarted(String runId, Command command, List<String> nodes, int threads) implements RunEvent {
        /** Copies the list. */
        public RunStarted {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A worker took a node.
     *
     * @param index which one it is, from 1, of the {@code total}
     */
    record NodeStarted(String uniqueId, ResourceType type, String name, String relation, int index, int total)
            implements RunEvent {}

    /** A node ended, in one of three ways. */
    sealed interface NodeFinished extends RunEvent {
        /** How it went. */
        NodeResult result();

        /** Which one to end it is, from 1, of the {@link #total()}. */
        int index();

        /** How many nodes the run has. */
        int total();

        /** The event for a result. */
        static NodeFinished of(NodeResult result, int index, int total) {
            if (result.status() == NodeStatus.SKIPPED) {
                return new NodeSkipped(result, index, total);
            }
            return result.type() == ResourceType.TEST || result.type() == ResourceType.UNIT_TEST
                    ? new TestFinished(result, index, total)
                    : new BuildFinished(result, index, total);
        }
    }

    /** A model, seed or snapshot was built, or could not be. */
    record BuildFinished(NodeResult result, int index, int total) implements NodeFinished {}

    /** A test found something or nothing, or could not be run. */
    record TestFinished(NodeResult result, int index, int total) implements NodeFinished {}

    /** A node was not tried; {@link NodeResult#message()} says why. */
    record NodeSkipped(NodeResult result, int index, int total) implements NodeFinished {}

    /**
     * DuckDB ended a statement of the run. It comes before the end of its node.
     *
     * @param uniqueId the node's id; empty for what is none node's, or runs on threads of Iceberg's
     * @param sql the statement, secrets masked
     * @param took how long it took
     * @param success whether it did not fail
     */
    record StatementFinished(Optional<String> uniqueId, String sql, Duration took, boolean success)
            implements RunEvent {}

    /**
     * A template said something to whoever runs it: {@code print(…)} or {@code log(…, info=true)}.
     *
     * @param text what it said
     */
    record TemplateMessage(String text) implements RunEvent {}

    /** The run ended. */
    record RunFinished(RunResult result) implements RunEvent {}
}

package dev.floe.models;

import dev.floe.models.graph.ResourceType;
import java.util.List;

/** Something that happened in a run. Events of one run come one after the other, never two at once. */
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

    /**
     * A node ended, or was skipped.
     *
     * @param index which one to end it is, from 1, of the {@code total}
     */
    record NodeFinished(NodeResult result, int index, int total) implements RunEvent {}

    /**
     * A template said something to whoever runs it: {@code print(…)} or {@code log(…, info=true)}.
     *
     * @param text what it said
     */
    record TemplateMessage(String text) implements RunEvent {}

    /** The run ended. */
    record RunFinished(RunResult result) implements RunEvent {}
}

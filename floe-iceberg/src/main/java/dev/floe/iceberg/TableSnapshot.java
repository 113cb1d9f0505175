package dev.floe.iceberg;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One committed state of a table.
 *
 * @param id the snapshot's id
 * @param committedAt when the writer stamped it, by the writer's clock, to the millisecond
 * @param operation what kind of change it was: {@code append}, {@code overwrite}, {@code replace} or {@code delete}
 * @param summary what the writer noted: Iceberg's own counts, and for a snapshot by floe {@link TableWrite#RUN_ID} and the rest;
 *     unmodifiable
 */
public record TableSnapshot(long id, Instant committedAt, String operation, Map<String, String> summary) {

    /** Copies the summary. */
    public TableSnapshot {
        summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
    }

    /** The floe run that made this snapshot; empty when another writer made it. */
    public Optional<String> runId() {
        return Optional.ofNullable(summary.get(TableWrite.RUN_ID));
    }

    /** Id, operation and, where known, run and node, for messages. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("snapshot ").append(id).append(" (").append(operation);
        text.append(", ").append(committedAt);
        runId().ifPresent(run -> text.append(", run ").append(run));
        Optional.ofNullable(summary.get(TableWrite.NODE))
                .ifPresent(node -> text.append(", node ").append(node));
        return text.append(')').toString();
    }
}

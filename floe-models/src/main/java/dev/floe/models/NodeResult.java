package dev.floe.models;

import dev.floe.FloeException;
import dev.floe.models.graph.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one node went.
 *
 * @param uniqueId its id
 * @param type what it is
 * @param name its name
 * @param path its file, relative to the project's root
 * @param status how it ended
 * @param relation where it was built, as others see it; empty for tests and ephemeral models
 * @param materialized how it was built: {@code table}, {@code view}, {@code seed} or {@code test}
 * @param rows how many rows the table has now; empty for views and tests, and when nothing was built
 * @param failures how many rows a test found; empty for everything else
 * @param startedAt when it began
 * @param compileTime how long its template took
 * @param executionTime how long it took, its template included
 * @param sql the SQL that its template rendered to; empty where nothing was rendered
 * @param message what there is to say about it; of a failure, the error and where its compiled SQL is
 * @param error why it failed, or what its test found
 */
public record NodeResult(
        String uniqueId,
        ResourceType type,
        String name,
        String path,
        NodeStatus status,
        Optional<String> relation,
        String materialized,
        OptionalLong rows,
        OptionalLong failures,
        Instant startedAt,
        Duration compileTime,
        Duration executionTime,
        Optional<String> sql,
        String message,
        Optional<FloeException> error) {}

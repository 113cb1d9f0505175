package dev.floe.models;

import dev.floe.FloeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a source's table is.
 *
 * @param uniqueId its id
 * @param name source and table, with a dot between
 * @param status {@code PASS}, {@code WARN}, {@code FAIL} when it is older than {@code error_after}, {@code ERROR} when that could not be
 *     found out
 * @param maxLoadedAt when its newest row was loaded; the year 1 for an empty table, empty when that could not be found out
 * @param lookedAt when that was looked at, by the database's clock
 * @param criteria what {@code freshness} says
 * @param startedAt when it was begun to find out
 * @param executionTime how long it took to find out
 * @param error why it could not be found out
 */
public record FreshnessResult(
        String uniqueId,
        String name,
        NodeStatus status,
        Optional<Instant> maxLoadedAt,
        Instant lookedAt,
        Map<String, @Nullable Object> criteria,
        Instant startedAt,
        Duration executionTime,
        Optional<FloeException> error) {

    /** How old the newest row is. */
    public Optional<Duration> age() {
        return maxLoadedAt.map(moment -> Duration.between(moment, lookedAt));
    }
}

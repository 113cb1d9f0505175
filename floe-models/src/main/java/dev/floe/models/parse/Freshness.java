package dev.floe.models.parse;

import dev.floe.models.NodeStatus;
import dev.floe.models.graph.SourceNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a source's table is to be.
 *
 * @param criteria {@code warn_after}, {@code error_after} and {@code filter}
 * @param field the expression that says when a row was loaded
 * @param query the SELECT that says when the newest row was loaded, instead of a field
 */
public record Freshness(Map<String, @Nullable Object> criteria, Optional<String> field, Optional<String> query) {
    private static final String KEY = "freshness";

    /** Copies the map. */
    public Freshness {
        criteria = Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
    }

    /** What holds for a source's table; empty where nothing is to be looked at. */
    public static Optional<Freshness> of(SourceNode source) {
        Map<String, @Nullable Object> criteria = source.config().map(KEY);
        if (!isLimit(criteria.get("warn_after")) && !isLimit(criteria.get("error_after"))) {
            return Optional.empty();
        }
        return Optional.of(new Freshness(
                criteria,
                source.config().text("loaded_at_field"),
                source.config().text("loaded_at_query")));
    }

    private static boolean isLimit(@Nullable Object after) {
        return after instanceof Map<?, ?> map && map.get("count") != null && map.get("period") != null;
    }

    /** The condition that rows have to meet to be looked at. */
    public Optional<String> filter() {
        return Optional.ofNullable(criteria.get("filter")).map(Object::toString);
    }

    /** What an age means. */
    public NodeStatus status(Duration age) {
        if (exceeds(age, "error_after")) {
            return NodeStatus.FAIL;
        }
        return exceeds(age, "warn_after") ? NodeStatus.WARN : NodeStatus.PASS;
    }

    private boolean exceeds(Duration age, String key) {
        if (!(criteria.get(key) instanceof Map<?, ?> after)
                || !isLimit(after)
                || !(after.get("count") instanceof Number count)) {
            return false;
        }
        long seconds = switch (String.valueOf(after.get("period"))) {
            case "minute" -> 60;
            case "hour" -> 3_600;
            default -> 86_400;
        };
        return age.compareTo(Duration.ofSeconds(count.longValue() * seconds)) > 0;
    }
}

package dev.floe.models.parse;

import dev.floe.models.project.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells of configurations that dbt acts on and floe does not yet: once per key, with the nodes that have it. Keys that neither knows
 * are the project's own, for {@code config.get}.
 */
final class UnappliedConfigs {
    private static final Map<String, String> EFFECTS = effects();
    private static final Set<String> LAYOUT = Set.of("partitioned_by", "sorted_by", "table_properties");
    private static final int NAMED = 3;

    private UnappliedConfigs() {}

    private static Map<String, String> effects() {
        Map<String, String> effects = new LinkedHashMap<>();
        effects.put("grants", "nothing is granted");
        effects.put("indexes", "no index is made");
        effects.put("sql_header", "the header is not run");
        effects.put("partitioned_by", "the table is not partitioned");
        effects.put("sorted_by", "the table is not sorted");
        effects.put("table_properties", "tables of a DuckDB database have none");
        effects.put("quote_columns", "columns are always quoted");
        return effects;
    }

    /**
     * @param laidOut whether tables have partitions, an order and properties, as on Iceberg
     */
    static void tell(Collection<Draft> drafts, boolean laidOut, Problems problems) {
        Map<String, List<Draft>> found = new TreeMap<>();
        for (Draft draft : drafts) {
            draft.config.values().forEach((key, value) -> {
                if (EFFECTS.containsKey(key)
                        && !(laidOut && LAYOUT.contains(key))
                        && says(value)
                        && !(key.equals("quote_columns") && quotes(value))) {
                    found.computeIfAbsent(key, unused -> new ArrayList<>()).add(draft);
                }
            });
        }
        found.forEach((key, nodes) -> problems.notice(
                nodes.get(0).head.path(),
                0,
                0,
                "the configuration '" + key + "' is not applied by this version: " + EFFECTS.get(key) + " ("
                        + names(nodes) + ")"));
    }

    /** Whether a value asks for anything. */
    private static boolean says(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return false;
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(UnappliedConfigs::says);
        }
        return !(value instanceof Collection<?> items) || !items.isEmpty();
    }

    private static boolean quotes(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static String names(List<Draft> nodes) {
        List<String> first =
                nodes.stream().limit(NAMED).map(draft -> draft.head.name()).toList();
        String rest = nodes.size() > NAMED ? " and " + (nodes.size() - NAMED) + " more" : "";
        return String.join(", ", first) + rest;
    }
}

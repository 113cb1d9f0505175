package dev.floe.models.parse;

import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.SourceProperties;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for a table of a source: what is said of the table over what is said of its source, in both spellings. */
final class SourceSettings {
    private static final String FRESHNESS = "freshness";
    private static final String FIELD = "loaded_at_field";
    private static final String QUERY = "loaded_at_query";

    private final Map<String, @Nullable Object> source;
    private final Map<String, @Nullable Object> sourceConfig;
    private final Map<String, @Nullable Object> table;
    private final Map<String, @Nullable Object> tableConfig;

    private SourceSettings(SourceProperties said) {
        ResourceProperties properties = said.table();
        this.source = said.source();
        this.sourceConfig = said.config();
        this.table = properties.rest();
        this.tableConfig = properties.config();
    }

    /** The values of the keys that source and table may both have; {@code freshness} only where one of them says it. */
    static Map<String, @Nullable Object> of(SourceProperties said) {
        SourceSettings settings = new SourceSettings(said);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        settings.freshness(values);
        boolean own = settings.table.containsKey(FIELD) || settings.tableConfig.get(FIELD) != null;
        values.put(FIELD, own ? settings.ofTable(FIELD) : settings.ofSource(FIELD));
        Object query = settings.ofTable(QUERY);
        values.put(QUERY, query != null ? query : settings.table.containsKey(FIELD) ? null : settings.ofSource(QUERY));
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        Set<Object> tags = new LinkedHashSet<>();
        for (Map<String, @Nullable Object> each : settings.all()) {
            map(each.get("meta")).forEach((key, value) -> meta.put(String.valueOf(key), value));
            Object tag = each.get("tags");
            tags.addAll(tag instanceof List<?> many ? many : tag == null ? List.of() : List.of(tag));
        }
        values.put("meta", meta);
        values.put("tags", List.copyOf(tags));
        return values;
    }

    private List<Map<String, @Nullable Object>> all() {
        return List.of(source, sourceConfig, table, tableConfig);
    }

    private @Nullable Object ofTable(String key) {
        return table.get(key) != null ? table.get(key) : tableConfig.get(key);
    }

    private @Nullable Object ofSource(String key) {
        return source.get(key) != null ? source.get(key) : sourceConfig.get(key);
    }

    /** The limits of each place over those of the one before; a null takes them away until a later place sets others. */
    private void freshness(Map<String, @Nullable Object> values) {
        boolean said = false;
        @Nullable Map<String, @Nullable Object> merged = Map.of();
        for (Map<String, @Nullable Object> each : all()) {
            said |= each.containsKey(FRESHNESS);
            boolean none = each.containsKey(FRESHNESS) && each.get(FRESHNESS) == null;
            Map<?, ?> update = map(each.get(FRESHNESS));
            if (none) {
                merged = null;
            } else if (merged != null) {
                merged = merged(merged, update);
            } else if (isLimit(update.get("warn_after")) || isLimit(update.get("error_after"))) {
                merged = merged(Map.of(), update);
            }
        }
        if (merged == null) {
            values.put(FRESHNESS, null);
        } else if (said && (isLimit(merged.get("warn_after")) || isLimit(merged.get("error_after")))) {
            values.put(FRESHNESS, merged);
        }
    }

    private static Map<String, @Nullable Object> merged(Map<?, ?> base, Map<?, ?> update) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String key : List.of("warn_after", "error_after")) {
            boolean taken = update.containsKey(key) && update.get(key) == null;
            Object limit = isLimit(update.get(key)) ? update.get(key) : taken ? null : base.get(key);
            merged.put(key, limit == null && !taken ? noLimit() : limit);
        }
        merged.put("filter", update.get("filter") != null ? update.get("filter") : base.get("filter"));
        return merged;
    }

    private static Map<String, @Nullable Object> noLimit() {
        Map<String, @Nullable Object> limit = new LinkedHashMap<>();
        limit.put("count", null);
        limit.put("period", null);
        return limit;
    }

    private static boolean isLimit(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.get("count") != null && map.get("period") != null;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}

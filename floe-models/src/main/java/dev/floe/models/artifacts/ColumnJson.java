package dev.floe.models.artifacts;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns as the manifest has them. */
final class ColumnJson {
    private ColumnJson() {}

    static Map<String, @Nullable Object> of(List<Column> columns) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        columns.forEach(column -> json.put(column.name(), column(column)));
        return json;
    }

    private static Map<String, @Nullable Object> column(Column column) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("description", column.description());
        json.put("meta", column.meta());
        json.put("data_type", column.dataType().orElse(null));
        json.put("constraints", column.rest().getOrDefault("constraints", List.of()));
        json.put("quote", column.quote().orElse(null));
        Map<String, @Nullable Object> config = new LinkedHashMap<>(column.config());
        config.put("meta", column.meta());
        config.put("tags", column.tags());
        json.put("config", config);
        json.put("tags", column.tags());
        json.put("granularity", column.rest().get("granularity"));
        json.put("dimension", column.rest().get("dimension"));
        json.put("entity", column.rest().get("entity"));
        json.put("doc_blocks", List.of());
        return json;
    }
}

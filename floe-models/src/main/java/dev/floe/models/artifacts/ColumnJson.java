package dev.floe.models.artifacts;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Columns as the manifest has them. */
final class ColumnJson {
    private ColumnJson() {}

    /**
     * The columns by their names.
     *
     * @param blocks the {@code {% docs %}} blocks of their descriptions
     * @param tables the relations that constraints name
     */
    static Map<String, @Nullable Object> of(
            List<Column> columns, Map<String, List<String>> blocks, UnaryOperator<String> tables) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        columns.forEach(column ->
                json.put(column.name(), column(column, blocks.getOrDefault(column.name(), List.of()), tables)));
        return json;
    }

    private static Map<String, @Nullable Object> column(
            Column column, List<String> blocks, UnaryOperator<String> tables) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("description", column.description());
        json.put("meta", column.meta());
        json.put("data_type", column.dataType().orElse(null));
        json.put("constraints", constraints(column.rest().get("constraints"), false, tables));
        json.put("quote", column.quote().orElse(null));
        Map<String, @Nullable Object> config = new LinkedHashMap<>(column.config());
        config.put("meta", column.meta());
        config.put("tags", column.tags());
        json.put("config", config);
        json.put("tags", column.tags());
        json.put("granularity", column.rest().get("granularity"));
        json.put("dimension", column.rest().get("dimension"));
        json.put("entity", column.rest().get("entity"));
        json.put("doc_blocks", blocks);
        return json;
    }

    /**
     * Constraints with every key that dbt knows.
     *
     * @param ofModel whether they may name columns
     * @param tables the relations that they name
     */
    static List<Object> constraints(@Nullable Object said, boolean ofModel, UnaryOperator<String> tables) {
        List<Object> constraints = new ArrayList<>();
        for (Object each : said instanceof List<?> all ? all : List.of()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("type", null);
            json.put("name", null);
            json.put("expression", null);
            json.put("warn_unenforced", true);
            json.put("warn_unsupported", true);
            json.put("to", null);
            json.put("to_columns", List.of());
            if (ofModel) {
                json.put("columns", List.of());
            }
            ConfigJson.map(each).forEach((key, value) -> json.put(String.valueOf(key), value));
            if (json.get("to") instanceof String to) {
                json.put("to", tables.apply(to));
            }
            constraints.add(json);
        }
        return constraints;
    }
}

package dev.floe.models.artifacts;

import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's configuration as the manifest has it: every key that dbt knows, with what is so when nothing is said. */
final class ConfigJson {
    private static final String FAILURES_AS = "store_failures_as";
    private static final String FAILURES = "store_failures";

    private ConfigJson() {}

    static Map<String, @Nullable Object> of(Node node) {
        return of(node.type(), node.config());
    }

    static Map<String, @Nullable Object> of(ResourceType type, NodeConfig said) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (type == ResourceType.SOURCE) {
            source(json);
        } else if (type == ResourceType.TEST) {
            common(json, "dbt_test__audit");
            test(json);
        } else {
            common(json, null);
            relation(json);
            if (type == ResourceType.MODEL) {
                model(json);
            } else if (type == ResourceType.SNAPSHOT) {
                snapshot(json);
            } else if (type == ResourceType.SEED) {
                json.put("delimiter", ",");
                json.put("quote_columns", null);
            }
        }
        fill(json, said);
        if (type == ResourceType.TEST) {
            storing(json);
        }
        return json;
    }

    private static void common(Map<String, @Nullable Object> json, @Nullable String schema) {
        json.put("enabled", true);
        json.put("alias", null);
        json.put("schema", schema);
        json.put("database", null);
        json.put("tags", List.of());
        json.put("meta", Map.of());
        json.put("group", null);
        json.put("static_analysis", null);
    }

    private static void relation(Map<String, @Nullable Object> json) {
        json.put("materialized", "view");
        json.put("incremental_strategy", null);
        json.put("batch_size", null);
        json.put("lookback", 1);
        json.put("begin", null);
        json.put("persist_docs", Map.of());
        json.put("post-hook", List.of());
        json.put("pre-hook", List.of());
        json.put("quoting", Map.of());
        json.put("column_types", Map.of());
        json.put("full_refresh", null);
        json.put("unique_key", null);
        json.put("on_schema_change", "ignore");
        json.put("on_configuration_change", "apply");
        json.put("grants", Map.of());
        json.put("packages", List.of());
        json.put("docs", docs(Map.of()));
        json.put("contract", contract(Map.of()));
        json.put("event_time", null);
        json.put("concurrent_batches", null);
    }

    private static void model(Map<String, @Nullable Object> json) {
        json.put("access", "protected");
        json.put("freshness", null);
        json.put("on_error", null);
        Map<String, @Nullable Object> pointer = new LinkedHashMap<>();
        pointer.put("enabled", null);
        pointer.put("alias", null);
        json.put("latest_version_pointer", pointer);
    }

    private static void snapshot(Map<String, @Nullable Object> json) {
        json.put("materialized", "snapshot");
        for (String key : List.of("strategy", "target_schema", "target_database", "updated_at", "check_cols")) {
            json.put(key, null);
        }
        json.put("snapshot_meta_column_names", metaColumns(Map.of()));
        json.put("dbt_valid_to_current", null);
    }

    private static Map<String, @Nullable Object> metaColumns(Map<?, ?> said) {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        for (String key : List.of("dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted")) {
            names.put(key, said.get(key));
        }
        return names;
    }

    private static void test(Map<String, @Nullable Object> json) {
        json.put("materialized", "test");
        json.put("severity", "ERROR");
        json.put(FAILURES, null);
        json.put(FAILURES_AS, null);
        json.put("sql_header", null);
        json.put("where", null);
        json.put("limit", null);
        json.put("fail_calc", "count(*)");
        json.put("warn_if", "!= 0");
        json.put("error_if", "!= 0");
    }

    private static void source(Map<String, @Nullable Object> json) {
        json.put("enabled", true);
        json.put("event_time", null);
        json.put("freshness", freshness(Map.of()));
        json.put("loaded_at_field", null);
        json.put("loaded_at_query", null);
        json.put("meta", Map.of());
        json.put("static_analysis", null);
        json.put("tags", List.of());
    }

    private static void fill(Map<String, @Nullable Object> json, NodeConfig config) {
        config.values().forEach((key, value) -> {
            switch (key) {
                case "pre_hook" -> json.put("pre-hook", hooks(value));
                case "post_hook" -> json.put("post-hook", hooks(value));
                case "docs" -> json.put(key, docs(map(value)));
                case "contract" -> json.put(key, contract(map(value)));
                case "snapshot_meta_column_names" -> json.put(key, metaColumns(map(value)));
                case "tags" -> json.put(key, config.tags());
                case "freshness" ->
                    json.put(key, json.containsKey("loaded_at_field") && value != null ? freshness(map(value)) : value);
                default -> json.put(key, value);
            }
        });
    }

    /** Where only one of the two keys is said, dbt concludes the other. */
    private static void storing(Map<String, @Nullable Object> json) {
        Object as = json.get(FAILURES_AS);
        Object stored = json.get(FAILURES);
        if (as != null) {
            json.put(FAILURES, !as.toString().toLowerCase(Locale.ROOT).equals("ephemeral"));
        } else if (stored != null) {
            json.put(FAILURES_AS, Boolean.TRUE.equals(stored) ? "table" : "ephemeral");
        }
    }

    static Map<String, @Nullable Object> docs(Map<?, ?> said) {
        Map<String, @Nullable Object> docs = new LinkedHashMap<>();
        docs.put("show", said.containsKey("show") ? said.get("show") : true);
        docs.put("node_color", said.get("node_color"));
        return docs;
    }

    static Map<String, @Nullable Object> contract(Map<?, ?> said) {
        Map<String, @Nullable Object> contract = new LinkedHashMap<>();
        contract.put("enforced", said.containsKey("enforced") ? said.get("enforced") : false);
        contract.put("alias_types", said.containsKey("alias_types") ? said.get("alias_types") : true);
        return contract;
    }

    static Map<String, @Nullable Object> freshness(Map<?, ?> said) {
        Map<String, @Nullable Object> freshness = new LinkedHashMap<>();
        for (String key : List.of("warn_after", "error_after")) {
            Map<String, @Nullable Object> after = new LinkedHashMap<>();
            Map<?, ?> given = map(said.get(key));
            after.put("count", given.get("count"));
            after.put("period", given.get("period"));
            freshness.put(key, after);
        }
        freshness.put("filter", said.get("filter"));
        return freshness;
    }

    private static List<Map<String, @Nullable Object>> hooks(@Nullable Object said) {
        List<Map<String, @Nullable Object>> hooks = new ArrayList<>();
        Collection<?> all = said instanceof Collection<?> many ? many : said == null ? List.of() : List.of(said);
        for (Object each : all) {
            Map<String, @Nullable Object> hook = new LinkedHashMap<>();
            Map<?, ?> map = map(each);
            hook.put("sql", each instanceof Map ? map.get("sql") : String.valueOf(each));
            hook.put("transaction", map.containsKey("transaction") ? map.get("transaction") : true);
            hook.put("index", map.get("index"));
            hooks.add(hook);
        }
        return hooks;
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}

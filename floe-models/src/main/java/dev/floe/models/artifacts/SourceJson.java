package dev.floe.models.artifacts;

import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.parse.NodeFacts;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.sql.Dialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of sources as the manifest has them. */
record SourceJson(ParsedProject parsed, double createdAt) {
    Map<String, @Nullable Object> of(SourceNode source) {
        NodeFacts facts = parsed.factsOf(source);
        Map<String, @Nullable Object> config = ConfigJson.of(source);
        Map<String, @Nullable Object> of =
                facts.source().map(said -> said.source()).orElse(Map.of());
        Map<String, @Nullable Object> rest =
                facts.properties().map(said -> said.rest()).orElse(Map.of());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("database", source.relation().database());
        json.put("schema", source.relation().schema());
        json.put("name", source.name());
        json.put("resource_type", "source");
        json.put("package_name", source.head().packageName());
        json.put("path", source.head().path());
        json.put("original_file_path", source.head().path());
        json.put("unique_id", source.uniqueId());
        json.put("fqn", source.head().fqn());
        json.put("source_name", source.sourceName());
        json.put("source_description", source.sourceDescription());
        json.put("loader", rest.getOrDefault("loader", of.getOrDefault("loader", "")));
        json.put("identifier", source.relation().identifier());
        json.put("quoting", quoting(of, rest));
        json.put("loaded_at_field", said("loaded_at_field", rest, of, config));
        json.put("loaded_at_query", said("loaded_at_query", rest, of, config));
        Object freshness = said("freshness", rest, of, config);
        json.put("freshness", freshness == null ? null : ConfigJson.freshness(ConfigJson.map(freshness)));
        json.put("external", rest.get("external"));
        json.put("description", source.head().description());
        json.put("columns", ColumnJson.of(source.columns()));
        json.put("meta", config.get("meta"));
        json.put("source_meta", of.getOrDefault("meta", Map.of()));
        json.put("tags", config.get("tags"));
        config.put("freshness", json.get("freshness"));
        config.put("loaded_at_field", json.get("loaded_at_field"));
        config.put("loaded_at_query", json.get("loaded_at_query"));
        json.put("config", config);
        json.put("patch_path", null);
        json.put("unrendered_config", facts.said());
        json.put("relation_name", source.externalLocation().orElseGet(() -> quoted(parsed, source.relation())));
        json.put("created_at", createdAt);
        json.put(
                "unrendered_database",
                facts.source().flatMap(said -> said.database()).orElse(null));
        json.put(
                "unrendered_schema",
                facts.source().flatMap(said -> said.schema()).orElse(null));
        json.put("doc_blocks", List.of());
        return json;
    }

    private static @Nullable Object said(
            String key,
            Map<String, @Nullable Object> table,
            Map<String, @Nullable Object> source,
            Map<String, @Nullable Object> config) {
        return table.containsKey(key) ? table.get(key) : source.containsKey(key) ? source.get(key) : config.get(key);
    }

    private static Map<String, @Nullable Object> quoting(
            Map<String, @Nullable Object> source, Map<String, @Nullable Object> table) {
        Map<String, @Nullable Object> quoting = new LinkedHashMap<>();
        for (String part : List.of("database", "schema", "identifier", "column")) {
            Object own = ConfigJson.map(table.get("quoting")).get(part);
            quoting.put(
                    part,
                    own != null ? own : ConfigJson.map(source.get("quoting")).get(part));
        }
        return quoting;
    }

    static String quoted(ParsedProject parsed, RelationName name) {
        Dialect dialect = parsed.contexts().settings().dialect();
        return dialect.quote(name.database()) + "." + dialect.quote(name.schema()) + "."
                + dialect.quote(name.identifier());
    }
}

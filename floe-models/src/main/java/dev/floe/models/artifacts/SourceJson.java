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
record SourceJson(ParsedProject parsed, double createdAt, DocBlocks docs) {
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
        json.put("loaded_at_field", config.get("loaded_at_field"));
        json.put("loaded_at_query", config.get("loaded_at_query"));
        json.put("freshness", config.get("freshness"));
        json.put("external", external(rest.get("external")));
        json.put("description", source.head().description());
        json.put(
                "columns",
                ColumnJson.of(
                        source.columns(),
                        docs.ofColumns(facts.properties(), source.head().packageName()),
                        said -> said));
        json.put("meta", config.get("meta"));
        json.put("source_meta", of.getOrDefault("meta", Map.of()));
        json.put("tags", config.get("tags"));
        json.put("config", config);
        json.put("patch_path", null);
        json.put("unrendered_config", facts.said());
        json.put("relation_name", source.externalLocation().orElseGet(() -> quoted(parsed, source.relation())));
        json.put("created_at", createdAt);
        json.put("unrendered_database", of.get("unrendered_database"));
        json.put("unrendered_schema", of.get("unrendered_schema"));
        json.put("doc_blocks", docs.of(facts.properties(), source.head().packageName()));
        return json;
    }

    private static @Nullable Object external(@Nullable Object said) {
        if (!(said instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, @Nullable Object> external = new LinkedHashMap<>();
        for (String key : List.of("location", "file_format", "row_format", "tbl_properties", "partitions")) {
            external.put(key, null);
        }
        map.forEach((key, value) -> external.put(String.valueOf(key), value));
        return external;
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

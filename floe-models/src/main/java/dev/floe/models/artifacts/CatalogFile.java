package dev.floe.models.artifacts;

import dev.floe.models.context.ContextSettings;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.run.CatalogRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code catalog.json}, in the form that dbt gives it (version 1). */
public final class CatalogFile {
    /** The file's name. */
    public static final String NAME = "catalog.json";

    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/catalog/v1.json";
    private static final Set<ResourceType> BUILT =
            Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT, ResourceType.TEST);

    private CatalogFile() {}

    /**
     * Where a node's rows are, for those that a catalog lists: sources and what becomes a relation.
     *
     * @param node any node
     */
    public static Optional<RelationName> relation(Node node) {
        if (node instanceof SourceNode source) {
            return Optional.of(source.relation());
        }
        if (!BUILT.contains(node.type())) {
            return Optional.empty();
        }
        if (node instanceof TestNode test) {
            return Optional.of(test.relation());
        }
        return node instanceof RelationNode built ? Optional.of(built.relation()) : Optional.empty();
    }

    /**
     * Writes the file.
     *
     * @param nodes which nodes to list
     * @param columns what is in the databases, by {@link CatalogRun#key}
     */
    public static void write(
            Path folder, ParsedProject parsed, Iterable<Node> nodes, Map<String, List<CatalogRun.Column>> columns) {
        Map<String, Object> built = new LinkedHashMap<>();
        Map<String, Object> sources = new LinkedHashMap<>();
        for (Node node : nodes) {
            List<CatalogRun.Column> found =
                    relation(node).map(CatalogRun::key).map(columns::get).orElse(List.of());
            if (!found.isEmpty()) {
                String database = relation(node).orElseThrow().database();
                (node instanceof SourceNode ? sources : built).put(node.uniqueId(), entry(node, database, found));
            }
        }
        ContextSettings settings = parsed.contexts().settings();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("dbt_schema_version", SCHEMA);
        metadata.put("dbt_version", ContextSettings.DBT_VERSION);
        metadata.put("generated_at", Instant.now().toString());
        metadata.put("invocation_id", settings.invocationId());
        metadata.put("invocation_started_at", settings.startedAt().toString());
        metadata.put("env", Map.of());
        Map<String, @Nullable Object> catalog = new LinkedHashMap<>();
        catalog.put("metadata", metadata);
        catalog.put("nodes", built);
        catalog.put("sources", sources);
        catalog.put("errors", null);
        ArtifactFile.write(folder, NAME, catalog);
    }

    private static Map<String, Object> entry(Node node, String database, List<CatalogRun.Column> columns) {
        CatalogRun.Column first = columns.get(0);
        Map<String, @Nullable Object> relation = new LinkedHashMap<>();
        relation.put("type", first.kind());
        relation.put("schema", first.schema());
        relation.put("name", first.relation());
        relation.put("database", database);
        relation.put("comment", first.relationComment());
        relation.put("owner", null);
        Map<String, Object> all = new LinkedHashMap<>();
        for (CatalogRun.Column column : columns) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("type", column.type());
            json.put("index", column.index());
            json.put("name", column.name());
            json.put("comment", column.comment());
            all.put(column.name(), json);
        }
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("id", "has_stats");
        statistics.put("label", "Has Stats?");
        statistics.put("value", false);
        statistics.put("include", false);
        statistics.put("description", "Indicates whether there are statistics for this table");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("metadata", relation);
        entry.put("columns", all);
        entry.put("stats", Map.of("has_stats", statistics));
        entry.put("unique_id", node.uniqueId());
        return entry;
    }
}

package dev.floe.models.artifacts;

import dev.floe.models.artifacts.JsonWriting.Entries;
import dev.floe.models.context.ContextSettings;
import dev.floe.models.graph.Exposure;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.Checksums;
import dev.floe.models.run.CompiledNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code manifest.json}, in the form that dbt gives it (version 12). */
public final class ManifestFile {
    /** The file's name. */
    public static final String NAME = "manifest.json";

    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/manifest/v12.json";
    private static final double MILLIS = 1_000.0;

    private ManifestFile() {}

    /**
     * Writes the file. A failure to write is logged and does no harm.
     *
     * @param folder the target folder
     * @param compiled what was rendered and sent, by unique id
     */
    public static void write(Path folder, ParsedProject parsed, Map<String, CompiledNode> compiled) {
        ArtifactFile.write(folder, NAME, json(parsed, compiled));
    }

    private static Map<String, @Nullable Object> json(ParsedProject parsed, Map<String, CompiledNode> compiled) {
        ContextSettings settings = parsed.contexts().settings();
        double createdAt = settings.startedAt().toEpochMilli() / MILLIS;
        DeclarationJson declarations = new DeclarationJson(parsed, createdAt);
        Map<String, @Nullable Object> docs = declarations.docs();
        NodeJson nodes = new NodeJson(parsed, createdAt, new DocBlocks(parsed, docs.keySet()));
        CompiledJson renderings = new CompiledJson(parsed.project().files().root(), compiled);
        List<Node> built = new ArrayList<>();
        List<Node> sources = new ArrayList<>();
        Map<String, @Nullable Object> unitTests = new LinkedHashMap<>();
        UnitTestJson units = new UnitTestJson(parsed, createdAt);
        for (Node node : parsed.graph().nodes().values()) {
            if (node instanceof UnitTestNode unit) {
                unitTests.put(unit.uniqueId(), units.of(unit));
            } else {
                (node instanceof SourceNode ? sources : built).add(node);
            }
        }
        built.addAll(parsed.operations());
        Function<Node, Object> write = node -> renderings.filled(node, nodes.of(node));
        Map<String, @Nullable Object> disabled = new LinkedHashMap<>();
        for (Node node : parsed.disabled()) {
            if (!(node instanceof UnitTestNode unit)) {
                disabled.put(node.uniqueId(), List.of(nodes.of(node)));
            } else if (parsed.graph().nodes().containsKey(unit.model())) {
                disabled.put(node.uniqueId(), List.of(units.of(unit)));
            }
        }
        Map<String, @Nullable Object> manifest = new LinkedHashMap<>();
        manifest.put("metadata", metadata(parsed));
        manifest.put("nodes", new Entries<>(built, Node::uniqueId, write));
        manifest.put("sources", new Entries<>(sources, Node::uniqueId, write));
        manifest.put("macros", declarations.macros());
        manifest.put("docs", docs);
        manifest.put("exposures", declarations.exposures());
        manifest.put("metrics", Map.of());
        manifest.put("groups", declarations.groups());
        manifest.put("selectors", parsed.project().selectors().written());
        manifest.put("disabled", disabled);
        Map<String, List<String>> parents = parents(parsed);
        manifest.put("parent_map", parents);
        manifest.put("child_map", children(parents));
        manifest.put("group_map", groupMap(built, nodes));
        manifest.put("saved_queries", Map.of());
        manifest.put("semantic_models", Map.of());
        manifest.put("unit_tests", unitTests);
        manifest.put("functions", Map.of());
        return manifest;
    }

    private static Map<String, @Nullable Object> metadata(ParsedProject parsed) {
        ContextSettings settings = parsed.contexts().settings();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("dbt_schema_version", SCHEMA);
        metadata.put("dbt_version", ContextSettings.DBT_VERSION);
        metadata.put("generated_at", Instant.now().toString());
        metadata.put("invocation_id", settings.invocationId());
        metadata.put("invocation_started_at", settings.startedAt().toString());
        metadata.put("env", Map.of());
        metadata.put("project_name", parsed.project().name());
        metadata.put("project_id", Checksums.md5(parsed.project().name()));
        metadata.put("user_id", null);
        metadata.put("send_anonymous_usage_stats", false);
        metadata.put("adapter_type", settings.dialect().name());
        Map<String, @Nullable Object> quoting = new LinkedHashMap<>();
        for (String part : List.of("database", "schema", "identifier")) {
            Object said = parsed.project().config().quoting().get(part);
            quoting.put(part, said == null || Boolean.TRUE.equals(said));
        }
        quoting.put("column", null);
        metadata.put("quoting", quoting);
        metadata.put("run_started_at", settings.startedAt().toString());
        return metadata;
    }

    private static Map<String, List<String>> parents(ParsedProject parsed) {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        for (Node node : parsed.graph().nodes().values()) {
            parents.put(node.uniqueId(), node.dependsOn().stream().sorted().toList());
        }
        for (Node operation : parsed.operations()) {
            parents.put(
                    operation.uniqueId(),
                    operation.dependsOn().stream().sorted().toList());
        }
        for (Exposure exposure : parsed.exposures()) {
            parents.put(
                    exposure.uniqueId(), exposure.dependsOn().stream().sorted().toList());
        }
        return parents;
    }

    private static Map<String, List<String>> children(Map<String, List<String>> parents) {
        Map<String, List<String>> children = new LinkedHashMap<>();
        parents.keySet().forEach(id -> children.put(id, new ArrayList<>()));
        parents.forEach((id, all) -> all.forEach(parent ->
                children.computeIfAbsent(parent, key -> new ArrayList<>()).add(id)));
        children.values().forEach(Collections::sort);
        return children;
    }

    /** What belongs to each group; tests belong to the group of what they stand under. */
    private static Map<String, List<String>> groupMap(Iterable<Node> built, NodeJson nodes) {
        Map<String, List<String>> map = new TreeMap<>();
        for (Node node : built) {
            nodes.group(node)
                    .ifPresent(group ->
                            map.computeIfAbsent(group, key -> new ArrayList<>()).add(node.uniqueId()));
        }
        map.values().forEach(Collections::sort);
        return map;
    }
}

package dev.floe.models.artifacts;

import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.parse.NodeFacts;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.Checksums;
import dev.floe.models.project.Project;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Models, seeds and tests as the manifest has them. */
final class NodeJson {
    private static final int MOST_OF_A_SEED = 1024 * 1024;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final ParsedProject parsed;
    private final double createdAt;
    private final SourceJson sources;
    private final Map<List<Object>, Configured> configs = new HashMap<>();

    /** A configuration, which many nodes share, and the same as JSON. */
    private record Configured(Map<String, @Nullable Object> config, JsonWriting.Ready written) {
        static Configured of(Node node) {
            Map<String, @Nullable Object> config = ConfigJson.of(node);
            return new Configured(config, new JsonWriting.Ready(ArtifactFile.json(config)));
        }
    }

    /**
     * @param createdAt what every node says of when it was read, in seconds since 1970
     */
    NodeJson(ParsedProject parsed, double createdAt) {
        this.parsed = parsed;
        this.createdAt = createdAt;
        this.sources = new SourceJson(parsed, createdAt);
    }

    Map<String, @Nullable Object> of(Node node) {
        return node instanceof SourceNode source ? sources.of(source) : built(node);
    }

    private Map<String, @Nullable Object> built(Node node) {
        NodeFacts facts = parsed.factsOf(node);
        Configured configured =
                configs.computeIfAbsent(List.of(node.type(), node.config()), unused -> Configured.of(node));
        Map<String, @Nullable Object> config = configured.config();
        RelationName relation = relation(node);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("database", relation.database());
        json.put("schema", relation.schema());
        json.put("name", node.name());
        json.put("resource_type", node.type().word());
        json.put("package_name", node.head().packageName());
        json.put("path", path(node, relation));
        json.put("original_file_path", node.head().path());
        json.put("unique_id", node.uniqueId());
        json.put("fqn", node.head().fqn());
        json.put("alias", relation.identifier());
        json.put("checksum", checksum(node));
        json.put("config", configured.written());
        json.put("tags", node.config().tags());
        json.put("description", node.head().description());
        json.put("columns", ColumnJson.of(node instanceof RelationNode known ? known.columns() : List.of()));
        json.put("meta", config.get("meta"));
        json.put("group", config.get("group"));
        json.put("docs", ConfigJson.docs(node.config().map("docs")));
        json.put(
                "patch_path",
                facts.properties()
                        .map(said -> node.head().packageName() + "://" + said.path())
                        .orElse(null));
        json.put("build_path", null);
        json.put("unrendered_config", facts.said());
        json.put("created_at", createdAt);
        boolean named = node.type() != ResourceType.TEST && !(node instanceof ModelNode model && model.isEphemeral());
        json.put("relation_name", named ? SourceJson.quoted(parsed, relation) : null);
        json.put("raw_code", rawCode(node) + facts.configCall());
        json.put("doc_blocks", List.of());
        if (node.type() == ResourceType.SEED) {
            json.put(
                    "root_path",
                    project(node).files().root().map(Object::toString).orElse(null));
            json.put("depends_on", Map.of("macros", facts.macros()));
            return json;
        }
        json.put("language", "sql");
        json.put("refs", facts.refs().stream().map(NodeJson::ref).toList());
        json.put("sources", facts.sources());
        json.put("metrics", List.of());
        json.put("functions", List.of());
        Map<String, Object> dependsOn = new LinkedHashMap<>();
        dependsOn.put("macros", facts.macros());
        dependsOn.put("nodes", node.dependsOn());
        json.put("depends_on", dependsOn);
        json.put("compiled_path", null);
        json.put("compiled", false);
        json.put("extra_ctes_injected", false);
        json.put("extra_ctes", List.of());
        Map<String, @Nullable Object> contract =
                ConfigJson.contract(node.config().map("contract"));
        contract.put("checksum", null);
        json.put("contract", contract);
        if (node.type() == ResourceType.MODEL) {
            model(json, node, facts, config);
        } else if (node instanceof TestNode test && test.generic().isPresent()) {
            generic(json, test);
        }
        return json;
    }

    private void model(
            Map<String, @Nullable Object> json, Node node, NodeFacts facts, Map<String, @Nullable Object> config) {
        Map<String, @Nullable Object> rest =
                facts.properties().map(said -> said.rest()).orElse(Map.of());
        json.put("access", config.get("access"));
        json.put("constraints", rest.getOrDefault("constraints", List.of()));
        json.put(
                "version",
                facts.latestVersion().isEmpty() ? null : number(node.head().version()));
        json.put("latest_version", number(facts.latestVersion()));
        json.put("deprecation_date", rest.get("deprecation_date"));
        json.put("primary_key", primaryKey(node));
        json.put("time_spine", rest.get("time_spine"));
    }

    private static @Nullable Object number(Optional<String> version) {
        return version.<Object>map(text -> DIGITS.matcher(text).matches() ? (Object) Long.valueOf(text) : text)
                .orElse(null);
    }

    /** The columns that tests say are unique and never null, or at least unique. */
    private List<String> primaryKey(Node node) {
        TreeSet<String> unique = new TreeSet<>();
        TreeSet<String> notNull = new TreeSet<>();
        for (String child : parsed.graph().children(node.uniqueId())) {
            if (parsed.graph().node(child) instanceof TestNode test
                    && test.generic().isPresent()
                    && test.attachedNode().filter(node.uniqueId()::equals).isPresent()) {
                TestNode.Generic generic = test.generic().get();
                List<String> columns = columns(generic);
                switch (generic.name()) {
                    case "unique", "unique_combination_of_columns" -> unique.addAll(columns);
                    case "not_null" -> notNull.addAll(columns);
                    default -> {
                        // Other tests say nothing of keys.
                    }
                }
            }
        }
        notNull.retainAll(unique);
        return List.copyOf(notNull.isEmpty() ? unique : notNull);
    }

    private static List<String> columns(TestNode.Generic generic) {
        Object column = generic.arguments().get("column_name");
        if (column != null) {
            return List.of(column.toString());
        }
        return generic.arguments().get("combination_of_columns") instanceof List<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }

    private void generic(Map<String, @Nullable Object> json, TestNode test) {
        TestNode.Generic generic = test.generic().orElseThrow();
        Node attached =
                test.attachedNode().map(id -> parsed.graph().nodes().get(id)).orElse(null);
        json.put("column_name", generic.columnName().orElse(null));
        String section = attached == null ? "models" : attached.type().word() + "s";
        String name =
                attached instanceof SourceNode source ? source.sourceName() : attached == null ? "" : attached.name();
        json.put("file_key_name", section + "." + name);
        json.put("attached_node", test.attachedNode().orElse(null));
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("name", generic.name());
        metadata.put("kwargs", generic.arguments());
        metadata.put("namespace", generic.namespace().orElse(null));
        json.put("test_metadata", metadata);
    }

    private static Map<String, @Nullable Object> ref(RefCall call) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", call.name());
        json.put("package", call.packageName().orElse(null));
        json.put("version", number(call.version()));
        return json;
    }

    private static RelationName relation(Node node) {
        return node instanceof RelationNode known ? known.relation() : ((TestNode) node).relation();
    }

    private static String path(Node node, RelationName relation) {
        boolean generic = node instanceof TestNode test && test.generic().isPresent();
        return generic ? relation.identifier() + ".sql" : node.head().relativePath();
    }

    private static String rawCode(Node node) {
        if (node instanceof ModelNode model) {
            return model.rawCode().strip();
        }
        return node instanceof TestNode test ? test.rawCode().strip() : "";
    }

    /** White space does not count, as in dbt. */
    private static String normalized(String code) {
        StringBuilder text = new StringBuilder(code.length());
        boolean space = false;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                space = true;
            } else {
                text.append(space ? " " : "").append(c);
                space = false;
            }
        }
        return text.toString();
    }

    private Project project(Node node) {
        return parsed.project().all().stream()
                .filter(each -> each.name().equals(node.head().packageName()))
                .findFirst()
                .orElseGet(parsed::project);
    }

    private Map<String, Object> checksum(Node node) {
        if (node instanceof TestNode test && test.generic().isPresent()) {
            return Map.of("name", "none", "checksum", "");
        }
        if (node.type() == ResourceType.SEED) {
            String text = project(node).files().read(node.head().path()).orElse("");
            if (text.length() > MOST_OF_A_SEED) {
                return Map.of("name", "path", "checksum", node.head().path());
            }
            return Map.of("name", "sha256", "checksum", Checksums.sha256(text.strip()));
        }
        return Map.of("name", "sha256", "checksum", Checksums.sha256(normalized(rawCode(node))));
    }
}

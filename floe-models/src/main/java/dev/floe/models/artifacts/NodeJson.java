package dev.floe.models.artifacts;

import dev.floe.jinja.StaticCall;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final DocBlocks docs;
    private final Map<String, Project> projects = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
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
    NodeJson(ParsedProject parsed, double createdAt, DocBlocks docs) {
        this.parsed = parsed;
        this.createdAt = createdAt;
        this.docs = docs;
        this.sources = new SourceJson(parsed, createdAt, docs);
        parsed.project().all().forEach(each -> projects.put(each.name(), each));
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
        json.put("path", path(node));
        json.put(
                "original_file_path",
                node.type() == ResourceType.OPERATION
                        ? "./" + node.head().path()
                        : node.head().path());
        json.put("unique_id", node.uniqueId());
        json.put("fqn", node.head().fqn());
        json.put("alias", relation.identifier());
        json.put("checksum", checksum(node));
        json.put("config", configured.written());
        json.put("tags", tags(node));
        json.put("description", node.head().description());
        json.put(
                "columns",
                ColumnJson.of(
                        node instanceof RelationNode known ? known.columns() : List.of(),
                        docs.ofColumns(facts.properties(), node.head().packageName()),
                        said -> table(said, node)));
        json.put("meta", config.get("meta"));
        json.put("group", group(node).orElse(null));
        json.put("docs", ConfigJson.docs(node.config().map("docs")));
        json.put(
                "patch_path",
                facts.properties()
                        .map(said -> node.head().packageName() + "://" + said.path())
                        .orElse(null));
        json.put("build_path", null);
        json.put("unrendered_config", facts.said());
        json.put("created_at", createdAt);
        json.put("relation_name", relationName(parsed, node));
        json.put("raw_code", rawCode(node) + facts.configCall());
        json.put(
                "doc_blocks",
                node.type() == ResourceType.TEST && generic(node)
                        ? List.of()
                        : docs.of(facts.properties(), node.head().packageName()));
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
        Map<String, @Nullable Object> contract =
                ConfigJson.contract(node.config().map("contract"));
        contract.put("checksum", null);
        json.put("contract", contract);
        if (node.type() == ResourceType.OPERATION) {
            String name = node.name();
            json.put("index", 1 + Long.parseLong(name.substring(name.lastIndexOf('-') + 1)));
        } else if (node.type() == ResourceType.MODEL) {
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
        json.put("constraints", ColumnJson.constraints(rest.get("constraints"), true, said -> table(said, node)));
        json.put(
                "version",
                facts.latestVersion().isEmpty() ? null : number(node.head().version()));
        json.put("latest_version", number(facts.latestVersion()));
        json.put("deprecation_date", rest.get("deprecation_date"));
        List<?> constraints = (List<?>) Objects.requireNonNull(json.get("constraints"));
        if (Boolean.TRUE.equals(ConfigJson.map(json.get("contract")).get("enforced"))) {
            Map<String, @Nullable Object> contract =
                    ConfigJson.contract(node.config().map("contract"));
            contract.put(
                    "checksum",
                    Fingerprints.contract(
                            ColumnJson.of(((RelationNode) node).columns(), Map.of(), said -> said),
                            ColumnJson.constraints(rest.get("constraints"), true, said -> said),
                            config.get("materialized")));
            json.put("contract", contract);
        }
        List<String> declared = declaredKey(columns(json), constraints);
        json.put("primary_key", declared.isEmpty() ? primaryKey(node) : declared);
        json.put("time_spine", rest.get("time_spine"));
    }

    static @Nullable Object number(Optional<String> version) {
        return version.<Object>map(text -> DIGITS.matcher(text).matches() ? (Object) Long.valueOf(text) : text)
                .orElse(null);
    }

    private Optional<Node> named(StaticCall call, String packageName) {
        List<String> names = call.positional().stream().map(String::valueOf).toList();
        Object version = call.keywords().getOrDefault("version", call.keywords().get("v"));
        return switch (call.name() + names.size()) {
            case "ref1" ->
                parsed.references()
                        .ref(
                                new RefCall(
                                        Optional.empty(),
                                        names.get(0),
                                        Optional.ofNullable(version).map(String::valueOf)),
                                packageName);
            case "ref2" ->
                parsed.references()
                        .ref(
                                new RefCall(
                                        Optional.of(names.get(0)),
                                        names.get(1),
                                        Optional.ofNullable(version).map(String::valueOf)),
                                packageName);
            case "source2" -> parsed.references().source(names.get(0), names.get(1), packageName);
            default -> Optional.empty();
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> columns(Map<String, @Nullable Object> json) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(json.get("columns"));
    }

    /** The primary key that constraints declare. */
    private static List<String> declaredKey(Map<String, @Nullable Object> columns, List<?> constraints) {
        for (Object each : constraints) {
            Map<?, ?> constraint = ConfigJson.map(each);
            if ("primary_key".equals(constraint.get("type")) && constraint.get("columns") instanceof List<?> names) {
                return names.stream().map(String::valueOf).toList();
            }
        }
        for (Map.Entry<String, @Nullable Object> column : columns.entrySet()) {
            if (ConfigJson.map(column.getValue()).get("constraints") instanceof List<?> own
                    && own.stream()
                            .anyMatch(each ->
                                    "primary_key".equals(ConfigJson.map(each).get("type")))) {
                return List.of(column.getKey());
            }
        }
        return List.of();
    }

    /** The relation that a constraint names by {@code ref} or {@code source}; anything else stays as it is. */
    private String table(String said, Node node) {
        if (!said.endsWith(")")) {
            return said;
        }
        Optional<Node> found =
                parsed.jinja().parse("{{ " + said + " }}", node.head().path()).analysis().calls().stream()
                        .filter(StaticCall::literal)
                        .flatMap(call -> named(call, node.head().packageName()).stream())
                        .findFirst();
        return found.filter(RelationNode.class::isInstance)
                .map(known -> SourceJson.quoted(parsed, ((RelationNode) known).relation()))
                .orElse(said);
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
        json.put(
                "attached_node",
                attached instanceof SourceNode ? null : test.attachedNode().orElse(null));
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("name", generic.name());
        metadata.put("kwargs", generic.arguments());
        metadata.put("namespace", generic.namespace().orElse(null));
        json.put("test_metadata", metadata);
    }

    static Map<String, @Nullable Object> ref(RefCall call) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", call.name());
        json.put("package", call.packageName().orElse(null));
        json.put("version", number(call.version()));
        return json;
    }

    /** The group that a node belongs to, and a test with what it stands under. */
    Optional<String> group(Node node) {
        return attached(node).config().text("group");
    }

    /** The node itself, or what a test stands under. */
    private Node attached(Node node) {
        return node instanceof TestNode test
                ? test.attachedNode().map(id -> parsed.graph().nodes().get(id)).orElse(node)
                : node;
    }

    /** An operation is also tagged with the kind of its hook. */
    private static List<String> tags(Node node) {
        if (node.type() != ResourceType.OPERATION) {
            return node.tags();
        }
        List<String> tags = new ArrayList<>();
        tags.add(node.name().contains("on-run-start") ? "on-run-start" : "on-run-end");
        tags.addAll(node.tags());
        return tags;
    }

    /** The quoted name of the relation that a node becomes, if it becomes one. */
    static @Nullable String relationName(ParsedProject parsed, Node node) {
        boolean exists = switch (node.type()) {
            case ANALYSIS, OPERATION, UNIT_TEST -> false;
            case TEST ->
                ((TestNode) node)
                        .storesFailures(Boolean.TRUE.equals(
                                parsed.contexts().settings().flags().get("STORE_FAILURES")));
            default -> !(node instanceof ModelNode model && model.isEphemeral());
        };
        return exists ? SourceJson.quoted(parsed, relation(node)) : null;
    }

    private static boolean generic(Node node) {
        return node instanceof TestNode test && test.generic().isPresent();
    }

    private static RelationName relation(Node node) {
        return node instanceof RelationNode known ? known.relation() : ((TestNode) node).relation();
    }

    private static String path(Node node) {
        if (node.type() == ResourceType.OPERATION) {
            return "hooks/" + node.name() + ".sql";
        }
        return node instanceof TestNode test && test.generic().isPresent()
                ? test.generic().get().fileName() + ".sql"
                : node.head().relativePath();
    }

    private static String rawCode(Node node) {
        if (node instanceof ModelNode model) {
            return node.type() == ResourceType.SNAPSHOT
                    ? model.rawCode()
                    : model.rawCode().strip();
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
        return projects.getOrDefault(node.head().packageName(), parsed.project());
    }

    private Map<String, Object> checksum(Node node) {
        if (generic(node)) {
            return Map.of("name", "none", "checksum", "");
        }
        if (node.type() == ResourceType.SEED) {
            String text = project(node).files().read(node.head().path()).orElse("");
            if (text.length() > MOST_OF_A_SEED) {
                return Map.of("name", "path", "checksum", node.head().path());
            }
            return Map.of("name", "sha256", "checksum", Checksums.sha256(text.strip()));
        }
        // A file that may hold several counts as a whole.
        boolean shared = node.type() == ResourceType.SNAPSHOT || node.type() == ResourceType.OPERATION;
        String code = shared
                ? files.computeIfAbsent(
                        node.head().path(),
                        path -> project(node).files().read(path).orElse(""))
                : rawCode(node);
        return Map.of("name", "sha256", "checksum", Checksums.sha256(normalized(code)));
    }
}

package dev.floe.models.artifacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import dev.floe.models.context.Macros;
import dev.floe.models.graph.EarlierState;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.SelectorException;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.parse.ParsedProject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares a project with what an earlier run left: {@code state:new}, {@code old}, {@code modified}, {@code modified.body} …,
 * {@code unmodified}; {@code result:error} …; {@code source_status:fresher}.
 */
public final class StateComparison implements EarlierState {
    private final ParsedProject parsed;
    private final EarlierArtifacts earlier;
    private final Optional<EarlierArtifacts> current;
    private @Nullable Set<String> changedMacros;
    private @Nullable Map<String, NodeComparison> comparisons;
    private Map<String, @Nullable Object> macros = Map.of();

    /**
     * @param earlier what is compared with
     * @param current the project's own target folder, where {@code sources.json} of now is
     */
    public StateComparison(ParsedProject parsed, EarlierArtifacts earlier, Optional<EarlierArtifacts> current) {
        this.parsed = parsed;
        this.earlier = earlier;
        this.current = current;
    }

    @Override
    public Set<String> select(String method, String value) {
        return switch (method) {
            case "result" -> result(value);
            case "source_status" -> fresher(value);
            default -> state(value);
        };
    }

    private Set<String> state(String value) {
        Predicate<NodeComparison> check = switch (value) {
            case "new" -> NodeComparison::isNew;
            case "old" -> node -> !node.isNew();
            case "modified" -> this::modified;
            case "unmodified" -> node -> !modified(node);
            case "modified.body" -> NodeComparison::body;
            case "modified.configs" -> NodeComparison::configs;
            case "modified.persisted_descriptions" -> NodeComparison::descriptions;
            case "modified.relation" -> NodeComparison::relation;
            case "modified.macros" -> node -> macrosChanged(node.now(), new HashSet<>());
            case "modified.contract" -> NodeComparison::contract;
            default ->
                throw new SelectorException(
                        "state:" + value,
                        "'state:" + value + "' means nothing; there are state:new, old, modified, unmodified,"
                                + " modified.body, .configs, .persisted_descriptions, .relation, .macros and"
                                + " .contract");
        };
        Set<String> found = new LinkedHashSet<>();
        comparisons().forEach((id, node) -> {
            if (check.test(node)) {
                found.add(id);
            }
        });
        return found;
    }

    private boolean modified(NodeComparison node) {
        return node.content() || macrosChanged(node.now(), new HashSet<>());
    }

    private Map<String, NodeComparison> comparisons() {
        if (comparisons == null) {
            JsonNode manifest = earlier.manifest().orElseThrow(() -> earlier.missing(ManifestFile.NAME));
            NodeJson nodes = new NodeJson(parsed, 0, new DocBlocks(parsed, List.of()));
            UnitTestJson units = new UnitTestJson(parsed, 0);
            macros = new DeclarationJson(parsed, 0).macros();
            changedMacros = changedMacros(manifest);
            Map<String, NodeComparison> all = new LinkedHashMap<>();
            for (Node node : parsed.graph().nodes().values()) {
                Map<String, @Nullable Object> json =
                        node instanceof UnitTestNode unit ? units.of(unit) : nodes.of(node);
                all.put(
                        node.uniqueId(),
                        new NodeComparison(tree(json), find(manifest, node.uniqueId()), this::literal));
            }
            new DeclarationJson(parsed, 0)
                    .exposures()
                    .forEach((id, json) ->
                            all.put(id, new NodeComparison(tree(json), find(manifest, id), this::literal)));
            comparisons = all;
        }
        return comparisons;
    }

    private JsonNode literal(JsonNode text) {
        try {
            return tree(parsed.jinja().evaluate(text.asText(), name -> Values.MISSING));
        } catch (JinjaException e) {
            return text;
        }
    }

    private static @Nullable JsonNode find(JsonNode manifest, String id) {
        for (String section : new String[] {"nodes", "sources", "unit_tests", "exposures"}) {
            JsonNode found = manifest.path(section).get(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static JsonNode tree(@Nullable Object json) {
        try {
            return ArtifactFile.MAPPER.readTree(ArtifactFile.json(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The macros that are new, gone or different; floe's own and dbt's own do not count, which are not the project's. */
    private Set<String> changedMacros(JsonNode manifest) {
        String adapter = Macros.BUILT_IN + "_"
                + manifest.path("metadata").path("adapter_type").asText();
        Map<String, String> before = new HashMap<>();
        manifest.path("macros").properties().forEach(entry -> {
            String from = entry.getValue().path("package_name").asText();
            if (!from.equals(Macros.BUILT_IN) && !from.equals(adapter)) {
                before.put(entry.getKey(), entry.getValue().path("macro_sql").asText());
            }
        });
        Set<String> changed = new HashSet<>(before.keySet());
        macros.forEach((id, json) -> {
            Map<?, ?> macro = ConfigJson.map(json);
            if (!Macros.BUILT_IN.equals(macro.get("package_name"))) {
                if (String.valueOf(macro.get("macro_sql")).equals(before.get(id))) {
                    changed.remove(id);
                } else {
                    changed.add(id);
                }
            }
        });
        return changed;
    }

    private boolean macrosChanged(JsonNode node, Set<String> seen) {
        for (JsonNode macro : node.path("depends_on").path("macros")) {
            if (changed(macro.asText(), seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean changed(String macro, Set<String> seen) {
        if (!seen.add(macro)) {
            return false;
        }
        if (changedMacros != null && changedMacros.contains(macro)) {
            return true;
        }
        Object called = ConfigJson.map(ConfigJson.map(macros.get(macro)).get("depends_on"))
                .get("macros");
        return called instanceof Iterable<?> all && anyChanged(all, seen);
    }

    private boolean anyChanged(Iterable<?> all, Set<String> seen) {
        for (Object each : all) {
            if (changed(String.valueOf(each), seen)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> result(String status) {
        JsonNode results = earlier.results().orElseThrow(() -> earlier.missing(RunResultsFile.NAME));
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode result : results.path("results")) {
            String id = result.path("unique_id").asText();
            if (result.path("status").asText().equals(status)
                    && parsed.graph().nodes().containsKey(id)) {
                found.add(id);
            }
        }
        return found;
    }

    /** The sources that have newer rows than at the earlier look at their freshness, or were not looked at then. */
    private Set<String> fresher(String value) {
        if (!value.equals("fresher")) {
            throw new SelectorException(
                    "source_status:" + value,
                    "'source_status:" + value + "' means nothing; there is source_status:fresher");
        }
        Map<String, Instant> before = loaded(earlier.sources().orElseThrow(() -> earlier.missing("sources.json")));
        Map<String, Instant> now = loaded(current.flatMap(EarlierArtifacts::sources)
                .orElseThrow(() -> new SelectorException(
                        "source_status:" + value,
                        "source_status: compares the freshness of sources now with that of " + earlier.folder()
                                + "; run floe source freshness first")));
        Set<String> found = new LinkedHashSet<>();
        now.forEach((id, at) -> {
            Instant then = before.get(id);
            if (parsed.graph().nodes().containsKey(id) && (then == null || at.isAfter(then))) {
                found.add(id);
            }
        });
        return found;
    }

    private static Map<String, Instant> loaded(JsonNode sources) {
        Map<String, Instant> loaded = new LinkedHashMap<>();
        for (JsonNode result : sources.path("results")) {
            String text = result.path("max_loaded_at").asText("");
            if (!text.isEmpty()) {
                try {
                    loaded.put(result.path("unique_id").asText(), Instant.parse(text));
                } catch (DateTimeParseException e) {
                    throw new SelectorException(
                            "source_status:fresher", "'" + text + "' of sources.json is no time: " + e.getMessage());
                }
            }
        }
        return loaded;
    }
}

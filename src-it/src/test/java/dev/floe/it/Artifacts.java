package dev.floe.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code manifest.json} and {@code run_results.json} of a target folder, as far as dbt's and floe's have to be equal. What is left out
 * is what differs from run to run and what belongs to dbt's own macros:
 *
 * <ul>
 *   <li>times, ids of runs and users, names of threads, {@code root_path}, and {@code args}, which name folders and flags;
 *   <li>the macros of the packages {@code dbt} and {@code dbt_duckdb}, where macros name them, and the text that the four built-in
 *       tests compile to;
 *   <li>the page {@code __overview__} of dbt's own documentation, and {@code config} of groups, into which dbt mixes what is
 *       configured for models;
 *   <li>the text of nodes that are compiled with macros of dbt's own; {@code unrendered_config} of generic tests; of other nodes
 *       all of its values but those with Jinja: dbt writes them as texts or as values, once or twice, as its parsers see them;
 *   <li>generic tests of what is disabled, which dbt lists among the nodes that take part, models without any text, and what was sent for nodes that failed;
 *   <li>the order of {@code refs}, {@code sources}, {@code depends_on.nodes} and within a group, and the {@code .} in the paths of compiled hooks;
 *   <li>of what failed or was skipped: its message and stages; of relations: how many rows floe counted.
 * </ul>
 */
final class Artifacts {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> METADATA = List.of(
            "generated_at",
            "invocation_id",
            "invocation_started_at",
            "run_started_at",
            "user_id",
            "send_anonymous_usage_stats");
    private static final List<String> SECTIONS =
            List.of("nodes", "sources", "macros", "exposures", "unit_tests", "docs", "groups");
    private static final Set<String> BUILT_IN = Set.of("unique", "not_null", "accepted_values", "relationships");

    private static final Set<String> OF_EVERY_TEST = Set.of(
            "macro.dbt.get_limit_subquery_sql",
            "macro.dbt.should_store_failures",
            "macro.dbt.statement",
            "macro.dbt.get_where_subquery",
            "macro.dbt.is_incremental");

    private Artifacts() {}

    static JsonNode manifest(Path target) throws IOException {
        ObjectNode manifest = read(target.resolve("manifest.json"));
        ((ObjectNode) manifest.get("metadata")).remove(METADATA);
        Set<String> failed = new TreeSet<>();
        read(target.resolve("run_results.json")).get("results").forEach(result -> {
            if (result.get("status").asText().equals("error")) {
                failed.add(result.get("unique_id").asText());
            }
        });
        failed.forEach(id -> {
            if (manifest.get("nodes").get(id) instanceof ObjectNode node) {
                node.remove("build_path");
            }
        });
        removeTestsOfNothing(manifest);
        for (String section : SECTIONS) {
            ObjectNode nodes = (ObjectNode) manifest.get(section);
            List<String> own = new ArrayList<>();
            nodes.properties().forEach(entry -> {
                if (isOfDbt(entry.getKey())) {
                    own.add(entry.getKey());
                } else {
                    node((ObjectNode) entry.getValue(), section.equals("groups"));
                }
            });
            nodes.remove(own);
        }
        manifest.get("disabled").forEach(all -> all.forEach(node -> node((ObjectNode) node, false)));
        ((ObjectNode) manifest.get("group_map")).properties().forEach(entry -> {
            Set<String> members = new TreeSet<>();
            entry.getValue().forEach(id -> members.add(id.asText()));
            entry.setValue(MAPPER.valueToTree(members));
        });
        return manifest;
    }

    private static void removeTestsOfNothing(ObjectNode manifest) {
        Set<String> ids = new TreeSet<>();
        manifest.get("nodes").properties().forEach(entry -> {
            boolean ofNothing = entry.getValue().has("test_metadata")
                    && entry.getValue().path("depends_on").path("nodes").isEmpty();
            boolean empty = entry.getKey().startsWith("model.")
                    && entry.getValue().path("raw_code").asText().isBlank();
            if (ofNothing || empty) {
                ids.add(entry.getKey());
            }
        });
        manifest.get("disabled").fieldNames().forEachRemaining(id -> {
            if (id.startsWith("test.")) {
                ids.add(id);
            }
        });
        for (String section : List.of("nodes", "disabled", "parent_map", "child_map")) {
            ((ObjectNode) manifest.get(section)).remove(ids);
        }
    }

    private static boolean isOfDbt(String id) {
        return id.startsWith("macro.dbt.") || id.startsWith("macro.dbt_duckdb.") || id.startsWith("doc.dbt.");
    }

    private static void node(ObjectNode node, boolean group) {
        node.remove(List.of("created_at", "root_path"));
        if (group) {
            node.remove("config");
        }
        if (node.path("depends_on").has("macros")) {
            ArrayNode macros = MAPPER.createArrayNode();
            node.get("depends_on").get("macros").forEach(macro -> {
                if (!isOfDbt(macro.asText())) {
                    macros.add(macro);
                } else if (!OF_EVERY_TEST.contains(macro.asText())) {
                    node.remove("compiled_code");
                }
            });
            ((ObjectNode) node.get("depends_on")).set("macros", macros);
        }
        sort(node, "refs");
        sort(node, "sources");
        if (node.path("depends_on") instanceof ObjectNode read) {
            sort(read, "nodes");
        }
        if (node.path("compiled_path").isTextual()) {
            node.put("compiled_path", node.get("compiled_path").asText().replace("/./", "/"));
        }
        JsonNode test = node.path("test_metadata");
        if (BUILT_IN.contains(test.path("name").asText())
                && List.of("null", "dbt").contains(test.path("namespace").asText())) {
            node.remove("compiled_code");
        }
        // dbt repeats tags that are said twice.
        if (node.path("config").path("tags") instanceof ArrayNode tags) {
            Set<String> once = new LinkedHashSet<>();
            tags.forEach(tag -> once.add(tag.asText()));
            ((ObjectNode) node.get("config")).set("tags", MAPPER.valueToTree(once));
        }
        if (!test.isMissingNode()) {
            node.remove("unrendered_config");
        } else if (node.path("unrendered_config") instanceof ObjectNode said) {
            said.properties().forEach(entry -> entry.setValue(MAPPER.valueToTree(form(entry.getValue()))));
        }
    }

    private static String form(JsonNode value) {
        return value.asText().contains("{{") ? value.asText() : "said";
    }

    private static void sort(ObjectNode node, String key) {
        if (node.path(key) instanceof ArrayNode items) {
            List<JsonNode> sorted = new ArrayList<>();
            items.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::toString));
            node.set(key, MAPPER.valueToTree(sorted));
        }
    }

    /** The results by the ids of their nodes; exposures, which dbt lists without doing anything for them, left out. */
    static Map<String, JsonNode> results(Path target) throws IOException {
        Map<String, JsonNode> results = new TreeMap<>();
        for (JsonNode result : read(target.resolve("run_results.json")).get("results")) {
            String id = result.get("unique_id").asText();
            if (!id.startsWith("exposure.")) {
                results.put(id, result((ObjectNode) result, id));
            }
        }
        return results;
    }

    private static ObjectNode result(ObjectNode result, String id) {
        result.remove(List.of("execution_time", "thread_id"));
        boolean unfinished =
                Set.of("error", "skipped").contains(result.get("status").asText());
        if (unfinished) {
            result.remove(List.of("message", "timing", "compiled", "compiled_code"));
        } else {
            ArrayNode stages = MAPPER.createArrayNode();
            result.get("timing").forEach(stage -> stages.add(stage.get("name")));
            result.set("timing", stages);
        }
        result.remove("compiled_code");
        if (id.startsWith("unit_test.")) {
            result.remove("message");
        }
        if (!id.startsWith("seed.")) {
            ((ObjectNode) result.get("adapter_response")).remove("rows_affected");
        }
        return result;
    }

    private static ObjectNode read(Path file) throws IOException {
        return (ObjectNode) MAPPER.readTree(file.toFile());
    }

    /** Where two trees differ, one line for each place. */
    static List<String> differences(JsonNode dbt, JsonNode floe) {
        List<String> found = new ArrayList<>();
        compare("", dbt, floe, found);
        return found;
    }

    private static void compare(String place, JsonNode dbt, JsonNode floe, List<String> found) {
        if (dbt.isObject() && floe.isObject()) {
            Set<String> keys = new TreeSet<>();
            dbt.fieldNames().forEachRemaining(keys::add);
            floe.fieldNames().forEachRemaining(keys::add);
            // Only one of the two may know that a node is compiled with dbt's macros.
            if (!dbt.has("compiled_code") || !floe.has("compiled_code")) {
                keys.remove("compiled_code");
            }
            keys.forEach(key -> compare(place + "/" + key, dbt.path(key), floe.path(key), found));
        } else if (dbt.isArray() && floe.isArray() && dbt.size() == floe.size()) {
            for (int i = 0; i < dbt.size(); i++) {
                compare(place + "/" + i, dbt.get(i), floe.get(i), found);
            }
        } else if (!dbt.equals(floe)) {
            found.add(place + ": dbt " + shown(dbt) + ", floe " + shown(floe));
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "has none" : value.toString();
    }
}

package dev.floe.models.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a node has changed since an earlier manifest, by dbt's rules.
 *
 * @param now the node as the manifest of now has it
 * @param before the same in the earlier manifest; null if it was not there
 * @param literals reads a text of the template language, such as {@code ['a']}, which is how some manifests have a call's arguments
 */
record NodeComparison(JsonNode now, @Nullable JsonNode before, UnaryOperator<JsonNode> literals) {
    private static final Set<String> NAMES = Set.of("alias", "schema", "database");

    /** What counts as the place or the sorting of a node, not as its configuration. */
    private static final Set<String> NOT_COMPARED = Set.of("alias", "schema", "database", "tags", "group");

    private static final Set<String> COMPARED_OF_TESTS = Set.of(
            "severity",
            "where",
            "limit",
            "fail_calc",
            "warn_if",
            "error_if",
            "store_failures",
            "store_failures_as",
            "sql_header");

    private static final String CONFIG = "config";
    private static final String CONSTRAINTS = "constraints";

    boolean isNew() {
        return before == null;
    }

    /** Whether anything that counts has changed, macros apart. */
    boolean content() {
        if (type("source")) {
            // A source that was not there before is no change.
            return before != null && source();
        }
        if (type("exposure")) {
            // Neither is a new exposure.
            return before != null && exposure();
        }
        if (before == null) {
            return true;
        }
        if (type("unit_test")) {
            return differs("model") || unitTest("given") || unitTest("expect") || differs("overrides");
        }
        if (now.has("test_metadata")) {
            return configs() || differs("fqn");
        }
        return body() || configs() || descriptions() || differs("fqn") || relation() || contract() || references();
    }

    private boolean source() {
        return relation()
                || differs("fqn")
                || configs()
                || differs("quoting")
                || differs("freshness")
                || differs("loaded_at_field")
                || differs("external");
    }

    private boolean exposure() {
        return configs()
                || !ids(now).equals(ids(before))
                || Stream.of("fqn", "type", "owner", "maturity", "url", "description", "label")
                        .anyMatch(this::differs);
    }

    private static Set<String> ids(@Nullable JsonNode node) {
        Set<String> ids = new TreeSet<>();
        if (node != null) {
            node.path("depends_on").path("nodes").forEach(id -> ids.add(id.asText()));
        }
        return ids;
    }

    boolean body() {
        return ofNode()
                && (before == null
                        || (type("seed") ? differs("checksum") : !code(now).equals(code(before))));
    }

    boolean configs() {
        if (type("unit_test")) {
            return false;
        }
        if (before == null) {
            return true;
        }
        JsonNode mine = now.path("unrendered_config");
        JsonNode others = before.path("unrendered_config");
        Set<String> keys = new TreeSet<>();
        mine.fieldNames().forEachRemaining(keys::add);
        others.fieldNames().forEachRemaining(keys::add);
        if (type("test")) {
            keys.retainAll(COMPARED_OF_TESTS);
        } else if (!type("source")) {
            keys.removeAll(NOT_COMPARED);
        }
        return keys.stream().anyMatch(key -> !sameConfig(mine.path(key), others.path(key)));
    }

    private boolean sameConfig(JsonNode mine, JsonNode others) {
        if (type("source") && says(mine) == says(others) && !says(mine)) {
            return true;
        }
        if (mine.isTextual() != others.isTextual()) {
            return same(
                    mine.isTextual() ? literals.apply(mine) : mine,
                    others.isTextual() ? literals.apply(others) : others);
        }
        return same(mine, others);
    }

    private static boolean says(JsonNode value) {
        return !value.isNull() && !value.isMissingNode() && !(value.isContainerNode() && value.isEmpty());
    }

    private static String code(JsonNode node) {
        return node.path("raw_code").asText().strip();
    }

    boolean relation() {
        if (type("unit_test") || type("exposure")) {
            return false;
        }
        if (before == null) {
            return true;
        }
        if (type("source")) {
            return differs("database") || differs("schema") || differs("identifier");
        }
        return NAMES.stream()
                .anyMatch(key -> !same(
                        now.path("unrendered_config").path(key),
                        before.path("unrendered_config").path(key)));
    }

    boolean descriptions() {
        if (!ofNode()) {
            return false;
        }
        if (before == null) {
            return true;
        }
        JsonNode persisted = now.path(CONFIG).path("persist_docs");
        if (persisted.path("relation").asBoolean() && differs("description")) {
            return true;
        }
        return persisted.path("columns").asBoolean() && !described(now).equals(described(before));
    }

    private static Set<String> described(JsonNode node) {
        Set<String> all = new LinkedHashSet<>();
        node.path("columns")
                .properties()
                .forEach(column -> all.add(column.getKey() + ": "
                        + column.getValue().path("description").asText()));
        return all;
    }

    boolean contract() {
        if (!ofNode()) {
            return false;
        }
        if (before == null) {
            return true;
        }
        boolean enforced = now.path("contract").path("enforced").asBoolean();
        boolean was = before.path("contract").path("enforced").asBoolean();
        return type("model")
                && (enforced || was)
                && !(enforced && was && terms(now).equals(terms(before)));
    }

    /** What a contract promises. */
    private static List<JsonNode> terms(JsonNode node) {
        List<JsonNode> terms = new ArrayList<>();
        JsonNode columns = node.path("columns");
        Set<String> names = new TreeSet<>();
        columns.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            terms.add(columns.path(name).path("name"));
            terms.add(columns.path(name).path("data_type"));
            terms.add(constraints(columns.path(name)));
        }
        JsonNode materialized = node.path(CONFIG).path("materialized");
        if (Set.of("table", "incremental").contains(materialized.asText())) {
            terms.add(materialized);
            terms.add(constraints(node));
        }
        return terms;
    }

    /** Types and what they say; keys without a value do not count. */
    private static JsonNode constraints(JsonNode owner) {
        JsonNode copy = owner.path(CONSTRAINTS).deepCopy();
        copy.forEach(each -> {
            if (each instanceof com.fasterxml.jackson.databind.node.ObjectNode constraint) {
                constraint
                        .properties()
                        .removeIf(entry -> entry.getValue().isNull()
                                || (entry.getValue().isEmpty()
                                        && entry.getValue().isContainerNode()));
                constraint.remove(List.of("warn_unenforced", "warn_unsupported"));
            }
        });
        return copy;
    }

    private boolean references() {
        return type("model")
                && (differs("latest_version")
                        || !now.path("access")
                                .asText("protected")
                                .equals(earlier("access").asText("protected"))
                        || differs("deprecation_date"));
    }

    private boolean unitTest(String key) {
        List<String> mine = new ArrayList<>();
        List<String> others = new ArrayList<>();
        rows(now.path(key), mine);
        rows(earlier(key), others);
        return !mine.equals(others);
    }

    /** Inputs and rows as texts; the form in which the file gives the rows does not count. */
    private static void rows(JsonNode node, List<String> into) {
        if (node.isArray()) {
            node.forEach(each -> rows(each, into));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (!Set.of("format", "fixture").contains(entry.getKey())) {
                    into.add(entry.getKey());
                    rows(entry.getValue(), into);
                }
            });
        } else {
            into.add(node.asText());
        }
    }

    /** Whether it is what dbt calls a parsed node. */
    private boolean ofNode() {
        return !type("source") && !type("unit_test") && !type("exposure");
    }

    private boolean type(String word) {
        return now.path("resource_type").asText().equals(word);
    }

    private JsonNode earlier(String key) {
        return before == null ? MissingNode.getInstance() : before.path(key);
    }

    private boolean differs(String key) {
        return !same(now.path(key), earlier(key));
    }

    /** What is not there is the same as null. */
    private static boolean same(JsonNode one, JsonNode other) {
        boolean nothing = one.isNull() || one.isMissingNode();
        boolean nothingElse = other.isNull() || other.isMissingNode();
        return (nothing || nothingElse) ? (nothing && nothingElse) : one.equals(other);
    }
}

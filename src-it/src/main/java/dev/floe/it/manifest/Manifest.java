package dev.floe.it.manifest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A manifest.json of dbt-core: its entries, and which of them a {@code ref} or {@code source} means. */
final class Manifest {
    private static final Set<String> REFERABLE = Set.of("model", "seed", "snapshot");

    private final Map<String, @Nullable Object> root;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Node> sources = new LinkedHashMap<>();
    private final Map<String, Node> functions = new LinkedHashMap<>();
    private final Map<String, List<Node>> referable = new HashMap<>();

    private Manifest(Map<String, @Nullable Object> root) {
        this.root = root;
        entries("nodes", nodes);
        entries("sources", sources);
        entries("functions", functions);
        for (Node node : nodes.values()) {
            if (REFERABLE.contains(node.resourceType())) {
                referable
                        .computeIfAbsent(node.name(), name -> new ArrayList<>())
                        .add(node);
            }
        }
    }

    static Manifest read(Path file) throws IOException {
        Map<String, @Nullable Object> root = Json.read(file);
        if (!root.containsKey("nodes") || !root.containsKey("macros")) {
            throw new IOException(file + " is not a manifest: it has no nodes or no macros");
        }
        return new Manifest(root);
    }

    private void entries(String section, Map<String, Node> into) {
        Json.map(root.get(section)).forEach((id, data) -> into.put(id, new Node(Json.map(data))));
    }

    Map<String, @Nullable Object> section(String name) {
        return Json.map(root.get(name));
    }

    Map<String, @Nullable Object> metadata() {
        return section("metadata");
    }

    /** The project that dbt ran; the one most nodes belong to where the manifest, of an older dbt, does not say. */
    String project() {
        Object name = metadata().get("project_name");
        return name != null
                ? name.toString()
                : nodes.values().stream().findFirst().map(Node::packageName).orElse("");
    }

    String adapterType() {
        Object type = metadata().get("adapter_type");
        return type == null ? "duckdb" : type.toString();
    }

    /** Nodes and functions: whatever may have code. */
    Collection<Node> withCode() {
        List<Node> all = new ArrayList<>(nodes.values());
        all.addAll(functions.values());
        return all;
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    @Nullable Node node(String id) {
        return nodes.get(id);
    }

    /** The node that a {@code ref} inside a package means. */
    Optional<Node> ref(@Nullable String target, String name, @Nullable String version, String fromPackage) {
        List<Node> named = referable.getOrDefault(name, List.of()).stream()
                .filter(node -> node.isEnabled() && hasVersion(node, version))
                .toList();
        return firstIn(packages(target, fromPackage), named);
    }

    private static boolean hasVersion(Node node, @Nullable String wanted) {
        Object version = node.get("version");
        if (wanted != null) {
            return version != null && wanted.equals(version.toString());
        }
        Object latest = node.get("latest_version");
        return version == null || latest == null || version.toString().equals(latest.toString());
    }

    /** The source that a {@code source} inside a package means. */
    Optional<Node> source(String sourceName, String table, String fromPackage) {
        return firstIn(
                packages(null, fromPackage),
                sources.values().stream()
                        .filter(node -> node.isEnabled()
                                && node.name().equals(table)
                                && node.text("source_name").orElse("").equals(sourceName))
                        .toList());
    }

    /** The function that a {@code function} inside a package means. */
    Optional<Node> function(@Nullable String target, String name, String fromPackage) {
        return firstIn(
                packages(target, fromPackage),
                functions.values().stream()
                        .filter(node -> node.isEnabled() && node.name().equals(name))
                        .toList());
    }

    /** Where to look, in order; an empty text stands for anywhere. */
    private List<String> packages(@Nullable String target, String fromPackage) {
        if (target != null) {
            return List.of(target);
        }
        return project().equals(fromPackage) ? List.of(project(), "") : List.of(project(), fromPackage, "");
    }

    private static Optional<Node> firstIn(List<String> packages, List<Node> nodes) {
        return packages.stream()
                .flatMap(name -> nodes.stream()
                        .filter(node -> name.isEmpty() || node.packageName().equals(name)))
                .findFirst();
    }
}

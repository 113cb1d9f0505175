package dev.floe.models.artifacts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.ErrorCode;
import dev.floe.models.graph.RelationName;
import dev.floe.models.project.Frozen;
import dev.floe.models.project.ProjectException;
import dev.floe.models.project.ProjectProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The folder that an earlier run, of dbt or of floe, left its artifacts in. Files are read when they are asked for. */
public final class EarlierArtifacts {
    private static final String MANIFEST_SCHEMA = "/manifest/v";
    private static final String RESULTS_SCHEMA = "/run-results/v";
    private static final int OLDEST_MANIFEST = 12;
    private static final int OLDEST_RESULTS = 6;
    private static final Set<String> REFERABLE = Set.of("model", "seed", "snapshot");

    private static final Set<String> UNFINISHED =
            Set.of("error", "fail", "skipped", "runtime error", "partial success");

    private final Path folder;
    private final Map<String, Optional<JsonNode>> known = new HashMap<>();

    /** The artifacts in a folder. */
    public EarlierArtifacts(Path folder) {
        this.folder = folder;
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /**
     * {@code manifest.json}.
     *
     * @throws ProjectException if it is there and cannot be understood
     */
    Optional<JsonNode> manifest() {
        return file(ManifestFile.NAME, MANIFEST_SCHEMA, OLDEST_MANIFEST);
    }

    /**
     * {@code run_results.json}.
     *
     * @throws ProjectException if it is there and cannot be understood
     */
    Optional<JsonNode> results() {
        return file(RunResultsFile.NAME, RESULTS_SCHEMA, OLDEST_RESULTS);
    }

    /**
     * {@code sources.json}.
     *
     * @throws ProjectException if it is there and cannot be understood
     */
    Optional<JsonNode> sources() {
        return file("sources.json", "/sources/v", 1);
    }

    /**
     * Where the models, seeds and snapshots of the manifest are, by unique id; ephemeral ones are nowhere.
     *
     * @throws ProjectException if there is no manifest, or it cannot be understood
     */
    public Map<String, RelationName> relations() {
        JsonNode manifest = manifest().orElseThrow(() -> missing(ManifestFile.NAME));
        Map<String, RelationName> relations = new HashMap<>();
        manifest.path("nodes").properties().forEach(entry -> {
            JsonNode node = entry.getValue();
            if (REFERABLE.contains(node.path("resource_type").asText())
                    && !node.path("config").path("materialized").asText().equals("ephemeral")) {
                relations.put(
                        entry.getKey(),
                        new RelationName(
                                node.path("database").asText(""),
                                node.path("schema").asText(),
                                node.path("alias").asText(node.path("name").asText())));
            }
        });
        return relations;
    }

    /**
     * What a run did not bring to a good end.
     *
     * @param file its results
     * @param command dbt's word for what was run
     * @param arguments the others, by dbt's names
     * @param ids the nodes that failed or were skipped
     */
    public record Unfinished(Path file, String command, Map<String, @Nullable Object> arguments, Set<String> ids) {
        /** Copies the collections. */
        public Unfinished {
            arguments = Frozen.copy(arguments);
            ids = Set.copyOf(ids);
        }
    }

    /**
     * What the run did not bring to a good end, by {@code run_results.json}. Hooks of the run are not among it.
     *
     * @throws ProjectException if there are no results, or they cannot be understood
     */
    public Unfinished unfinished() {
        JsonNode results = results().orElseThrow(() -> missing(RunResultsFile.NAME));
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode result : results.path("results")) {
            String id = result.path("unique_id").asText();
            if (UNFINISHED.contains(result.path("status").asText()) && !id.startsWith("operation.")) {
                ids.add(id);
            }
        }
        Map<String, @Nullable Object> arguments =
                ArtifactFile.MAPPER.convertValue(results.path("args"), new TypeReference<>() {});
        return new Unfinished(
                folder.resolve(RunResultsFile.NAME), String.valueOf(arguments.get("which")), arguments, ids);
    }

    ProjectException missing(String name) {
        return problem(
                ErrorCode.CONFIG_NOT_FOUND,
                name,
                "there is no such file; the folder has to be the target folder of an earlier run, or a copy of it");
    }

    private Optional<JsonNode> file(String name, String schema, int oldest) {
        return known.computeIfAbsent(name, file -> read(file, schema, oldest));
    }

    private Optional<JsonNode> read(String name, String schema, int oldest) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        BiFunction<ErrorCode, String, ProjectException> problem = (code, message) -> problem(code, name, message);
        JsonNode root;
        try {
            root = ArtifactFile.MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw problem.apply(
                    ErrorCode.PROJECT_INVALID, "it is not JSON: it was cut off, or is no artifact; write it again");
        }
        String said = root.path("metadata").path("dbt_schema_version").asText();
        int at = said.indexOf(schema);
        String version = at < 0 ? "" : said.substring(at + schema.length()).replaceAll("\\D.*", "");
        if (version.isEmpty() || version.length() > 4 || Integer.parseInt(version) < oldest) {
            throw problem.apply(
                    ErrorCode.PROJECT_INVALID,
                    "its schema is '" + said + "'; needed is version " + oldest
                            + " or later; write it again with floe, or dbt 1.8 or later");
        }
        return Optional.of(root);
    }

    private ProjectException problem(ErrorCode code, String name, String message) {
        return new ProjectException(
                code, List.of(new ProjectProblem(folder.resolve(name).toString(), 0, 0, message)));
    }
}

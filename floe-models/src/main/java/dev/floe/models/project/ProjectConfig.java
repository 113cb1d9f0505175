package dev.floe.models.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dbt_project.yml} says. Paths are relative to the project's root; values are as the file has them, with their
 * Jinja rendered.
 *
 * @param name the project's name: letters, digits and underscores
 * @param version as written
 * @param profile the profile of profiles.yml that the project runs with
 * @param modelPaths folders of models
 * @param seedPaths folders of seeds
 * @param testPaths folders of singular tests and, below {@code generic/}, of generic ones
 * @param macroPaths folders of macros
 * @param docsPaths folders of Markdown with docs blocks; all resource folders when nothing is said
 * @param snapshotPaths folders of snapshots
 * @param analysisPaths folders of analyses, which are not built
 * @param targetPath folder for what floe writes
 * @param vars variables: global ones, and maps under the name of a package
 * @param models the configuration tree of models; likewise seeds and tests
 * @param seeds see models
 * @param tests see models
 * @param sources see models
 * @param onRunStart SQL, with Jinja, that runs before the first node
 * @param onRunEnd SQL, with Jinja, that runs after the last node
 * @param dispatch search order per macro namespace
 */
public record ProjectConfig(
        String name,
        Optional<String> version,
        Optional<String> profile,
        List<String> modelPaths,
        List<String> seedPaths,
        List<String> testPaths,
        List<String> macroPaths,
        List<String> docsPaths,
        List<String> snapshotPaths,
        List<String> analysisPaths,
        String targetPath,
        Map<String, @Nullable Object> vars,
        Map<String, @Nullable Object> models,
        Map<String, @Nullable Object> seeds,
        Map<String, @Nullable Object> tests,
        Map<String, @Nullable Object> sources,
        List<String> onRunStart,
        List<String> onRunEnd,
        Map<String, List<String>> dispatch) {

    /** The file's name. */
    public static final String FILE = "dbt_project.yml";

    /** Copies the collections. */
    public ProjectConfig {
        modelPaths = List.copyOf(modelPaths);
        seedPaths = List.copyOf(seedPaths);
        testPaths = List.copyOf(testPaths);
        macroPaths = List.copyOf(macroPaths);
        docsPaths = List.copyOf(docsPaths);
        snapshotPaths = List.copyOf(snapshotPaths);
        analysisPaths = List.copyOf(analysisPaths);
        onRunStart = List.copyOf(onRunStart);
        onRunEnd = List.copyOf(onRunEnd);
        dispatch = Map.copyOf(dispatch);
    }

    /** What {@code var(…)} answers: global variables, over them those under the project's name, over them the run's own. */
    public Map<String, @Nullable Object> variables(Map<String, ? extends @Nullable Object> run) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(vars);
        if (vars.get(name) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> merged.put(String.valueOf(key), value));
        }
        merged.putAll(run);
        return merged;
    }
}

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
 * @param packagesPath folder of installed packages
 * @param cleanTargets folders that {@code clean} removes
 * @param vars variables: global ones, and maps under the name of a package
 * @param trees the configuration trees by their key: {@code models}, {@code seeds}, {@code data_tests} …
 * @param writtenTrees the same with their Jinja as the file has it
 * @param quoting which parts of names are quoted: {@code database}, {@code schema}, {@code identifier}
 * @param flags what stands under {@code flags:}
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
        String packagesPath,
        List<String> cleanTargets,
        Map<String, @Nullable Object> vars,
        Map<String, Map<String, @Nullable Object>> trees,
        Map<String, Map<String, @Nullable Object>> writtenTrees,
        Map<String, @Nullable Object> quoting,
        Map<String, @Nullable Object> flags,
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
        cleanTargets = List.copyOf(cleanTargets);
        trees = Map.copyOf(trees);
        writtenTrees = Map.copyOf(writtenTrees);
        onRunStart = List.copyOf(onRunStart);
        onRunEnd = List.copyOf(onRunEnd);
        dispatch = Map.copyOf(dispatch);
    }

    /** A configuration tree; empty where nothing is said. */
    public Map<String, @Nullable Object> tree(String key) {
        return trees.getOrDefault(key, Map.of());
    }

    /** A configuration tree with its Jinja as the file has it; empty where nothing is said. */
    public Map<String, @Nullable Object> writtenTree(String key) {
        return writtenTrees.getOrDefault(key, Map.of());
    }

    /** The variables that a package sees by this file: global ones, over them those under the package's name. */
    public Map<String, @Nullable Object> variablesOf(String packageName) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(vars);
        if (vars.get(packageName) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> merged.put(String.valueOf(key), value));
        }
        return merged;
    }
}

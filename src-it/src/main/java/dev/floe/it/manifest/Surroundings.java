package dev.floe.it.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies around a manifest and is not in it: {@code dbt_project.yml} of the project and of its packages (variables, the search
 * order of dispatched macros), {@code profiles.yml} (the target), {@code run_results.json} (flags, variables of the command line,
 * threads, times).
 */
final class Surroundings {
    private static final String PROJECT_FILE = "dbt_project.yml";

    private final Manifest manifest;
    private final Optional<Path> folder;
    private final Map<String, Map<String, @Nullable Object>> projects = new HashMap<>();
    private final Map<String, @Nullable Object> runResults;
    private final Map<String, @Nullable Object> commandVars = new LinkedHashMap<>();
    private final List<Path> profileFolders = new ArrayList<>();

    Surroundings(Manifest manifest, RenderOptions options) throws IOException {
        this.manifest = manifest;
        Path home = Objects.requireNonNull(
                options.manifest().toAbsolutePath().normalize().getParent());
        this.runResults = runResults(home);
        this.folder = findProject(home, options);
        if (folder.isPresent()) {
            projects.put(manifest.project(), Yaml.read(folder.get().resolve(PROJECT_FILE)));
            readPackages(folder.get());
        }
        commandVars.putAll(Json.map(argument("vars")));
        options.vars().ifPresent(text -> commandVars.putAll(Json.map(Yaml.parse(text))));
        options.profilesDir().ifPresent(profileFolders::add);
        pathOf("profiles_dir").ifPresent(profileFolders::add);
        folder.ifPresent(profileFolders::add);
        profileFolders.add(home);
    }

    /** The results of the same run, if they lie beside the manifest. */
    private Map<String, @Nullable Object> runResults(Path home) throws IOException {
        Path file = home.resolve("run_results.json");
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<String, @Nullable Object> results = Json.read(file);
        Object run = Json.map(results.get("metadata")).get("invocation_id");
        return run != null && run.equals(manifest.metadata().get("invocation_id")) ? results : Map.of();
    }

    private Optional<Path> findProject(Path home, RenderOptions options) {
        List<Path> places = new ArrayList<>();
        options.projectDir().ifPresent(places::add);
        for (Path parent = home; parent != null; parent = parent.getParent()) {
            places.add(parent);
        }
        pathOf("project_dir").ifPresent(places::add);
        manifest.nodes().stream()
                .filter(node -> node.packageName().equals(manifest.project()))
                .flatMap(node -> node.text("root_path").stream())
                .findFirst()
                .map(Path::of)
                .ifPresent(places::add);
        return places.stream().filter(this::isProject).findFirst();
    }

    private boolean isProject(Path place) {
        Path file = place.resolve(PROJECT_FILE);
        try {
            return Files.isRegularFile(file)
                    && manifest.project().equals(Yaml.read(file).get("name"));
        } catch (IOException e) {
            return false;
        }
    }

    private void readPackages(Path project) throws IOException {
        Object configured = projectFile().get("packages-install-path");
        for (String name : List.of(configured == null ? "dbt_packages" : configured.toString(), "dbt_modules")) {
            Path installed = project.resolve(name);
            if (Files.isDirectory(installed)) {
                try (Stream<Path> packages = Files.list(installed)) {
                    for (Path each : packages.sorted().toList()) {
                        Path file = each.resolve(PROJECT_FILE);
                        if (Files.isRegularFile(file)) {
                            Map<String, @Nullable Object> content = Yaml.read(file);
                            projects.putIfAbsent(String.valueOf(content.get("name")), content);
                        }
                    }
                }
            }
        }
    }

    private Optional<Path> pathOf(String argument) {
        return Optional.ofNullable(argument(argument)).map(value -> Path.of(value.toString()));
    }

    /** An argument of dbt's command line, a flag, by its name in lower case; null if it is not known. */
    @Nullable Object argument(String name) {
        return arguments().get(name);
    }

    /** All arguments of dbt's command line. */
    Map<String, @Nullable Object> arguments() {
        return Json.map(runResults.get("args"));
    }

    /** When the run began, if its results lie beside the manifest. */
    Optional<String> startedAt() {
        return Optional.ofNullable(Json.map(runResults.get("metadata")).get("invocation_started_at"))
                .map(String::valueOf);
    }

    /** What dbt tells of a node's run; empty if nothing. */
    Map<String, @Nullable Object> result(String node) {
        return Json.list(runResults.get("results")).stream()
                .map(Json::map)
                .filter(result -> node.equals(result.get("unique_id")))
                .findFirst()
                .orElse(Map.of());
    }

    /** The project's folder, if it was found. */
    Optional<Path> folder() {
        return folder;
    }

    /** The project's own dbt_project.yml; empty if it was not found. */
    Map<String, @Nullable Object> projectFile() {
        return projects.getOrDefault(manifest.project(), Map.of());
    }

    /** dbt_project.yml of the project and of all packages that were found, by name. */
    Map<String, Map<String, @Nullable Object>> projects() {
        return projects;
    }

    List<Path> profileFolders() {
        return profileFolders;
    }

    /** Whether all files are there that may set a variable for nodes of a package. */
    boolean knowsVariablesOf(String packageName) {
        return projects.containsKey(manifest.project()) && projects.containsKey(packageName);
    }

    /** The variables that nodes of a package see: the package's own, the project's over them, the command line's over both. */
    Map<String, @Nullable Object> variables(String packageName) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String each : List.of(packageName, manifest.project())) {
            Map<String, @Nullable Object> vars =
                    Json.map(projects.getOrDefault(each, Map.of()).get("vars"));
            merged.putAll(vars);
            merged.putAll(Json.map(vars.get(packageName)));
        }
        merged.putAll(commandVars);
        return merged;
    }

    /** Whether the search orders of dispatched macros are known. */
    boolean knowsDispatch() {
        return projects.containsKey(manifest.project());
    }

    /** Where to look for implementations in a namespace; empty if the project says nothing. */
    List<String> searchOrder(String namespace) {
        return Json.list(projectFile().get("dispatch")).stream()
                .map(Json::map)
                .filter(entry -> namespace.equals(entry.get("macro_namespace")))
                .flatMap(entry -> Json.list(entry.get("search_order")).stream())
                .map(String::valueOf)
                .toList();
    }
}

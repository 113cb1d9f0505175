package dev.floe.models.project;

import dev.floe.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code dbt_project.yml}. */
final class ProjectConfigReader {
    private static final Set<String> APPLIED = Set.of(
            "name",
            "version",
            "config-version",
            "profile",
            "model-paths",
            "seed-paths",
            "test-paths",
            "macro-paths",
            "target-path",
            "vars",
            "models",
            "seeds",
            "tests",
            "data_tests",
            "sources",
            "dispatch",
            "on-run-start",
            "on-run-end",
            "docs-paths",
            "snapshot-paths",
            "analysis-paths",
            "clean-targets",
            "asset-paths",
            "function-paths",
            "log-path",
            "packages-install-path",
            "query-comment",
            "quoting",
            "exposures",
            "metrics",
            "saved-queries",
            "semantic-models",
            "require-dbt-version",
            "flags",
            "snapshots",
            "analyses",
            "unit_tests",
            "functions",
            "restrict-access",
            "dbt-cloud",
            "anchors");

    private static final List<String> TREES =
            List.of("models", "seeds", "snapshots", "data_tests", "sources", "analyses", "exposures", "unit_tests");

    private final YamlReading in;
    private final YamlNode.Mapping file;

    private ProjectConfigReader(YamlReading in, YamlNode.Mapping file) {
        this.in = in;
        this.file = file;
    }

    static Optional<ProjectConfig> read(ProjectFiles files, Problems problems, TemplateText templates) {
        return reader(files, problems, templates).flatMap(ProjectConfigReader::config);
    }

    static Optional<String> profile(ProjectFiles files, Problems problems, TemplateText templates) {
        return reader(files, problems, templates).flatMap(reader -> reader.in.text(reader.file, "profile"));
    }

    private static Optional<ProjectConfigReader> reader(ProjectFiles files, Problems problems, TemplateText templates) {
        Optional<String> text = files.read(ProjectConfig.FILE);
        if (text.isEmpty()) {
            throw new ProjectException(
                    ErrorCode.CONFIG_NOT_FOUND,
                    List.of(new ProjectProblem(
                            ProjectConfig.FILE,
                            0,
                            0,
                            "there is none in " + files.describe() + "; name the project's folder")));
        }
        Optional<YamlNode> document = YamlReader.read(ProjectConfig.FILE, text.get(), problems);
        if (document.isEmpty()) {
            if (!problems.any()) {
                problems.add(ProjectConfig.FILE, 0, 0, "the file is empty; it needs at least 'name:'");
            }
            return Optional.empty();
        }
        YamlReading in = new YamlReading(ProjectConfig.FILE, problems, templates);
        return in.mapping(document.get(), "the file").map(mapping -> new ProjectConfigReader(in, mapping));
    }

    private Optional<ProjectConfig> config() {
        in.unknown(file, APPLIED, ProjectConfig.FILE);
        Optional<String> name = in.text(file, "name");
        if (name.isEmpty()) {
            in.problem(file, "'name' is missing; give the project a name of letters, digits and underscores");
            return Optional.empty();
        }
        if (!name.get().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            in.problem(
                    file.get("name").orElse(file),
                    "the project's name '" + name.get() + "' may have letters, digits and underscores only");
        }
        return Optional.of(new ProjectConfig(
                name.get(),
                in.text(file, "version"),
                in.text(file, "profile"),
                paths("model-paths", "models"),
                paths("seed-paths", "seeds"),
                paths("test-paths", "tests"),
                paths("macro-paths", "macros"),
                in.texts(file, "docs-paths").stream()
                        .map(ProjectConfigReader::clean)
                        .toList(),
                paths("snapshot-paths", "snapshots"),
                paths("analysis-paths", "analyses"),
                in.text(file, "target-path").orElse("target"),
                in.text(file, "packages-install-path")
                        .map(ProjectConfigReader::clean)
                        .orElse("dbt_packages"),
                in.texts(file, "clean-targets"),
                vars(),
                trees(in::plainMap),
                trees(YamlNode.Mapping::plain),
                in.plain(file, "quoting"),
                in.plain(file, "flags"),
                hooks("on-run-start"),
                hooks("on-run-end"),
                dispatch()));
    }

    private Map<String, Map<String, @Nullable Object>> trees(
            Function<YamlNode.Mapping, Map<String, @Nullable Object>> values) {
        Map<String, Map<String, @Nullable Object>> trees = new LinkedHashMap<>();
        for (String key : TREES) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            if (key.equals("data_tests")) {
                in.mapping(file, "tests").map(values).ifPresent(tree::putAll);
            }
            in.mapping(file, key).map(values).ifPresent(tree::putAll);
            trees.put(key, tree);
        }
        return trees;
    }

    /** As written: templates in variables are rendered when the variable is asked for. */
    private Map<String, @Nullable Object> vars() {
        return in.mapping(file, "vars").map(YamlNode.Mapping::plain).orElse(Map.of());
    }

    private List<String> hooks(String key) {
        List<String> hooks = new ArrayList<>();
        for (YamlNode item : in.items(file, key, true)) {
            if (item.plain() instanceof String sql) {
                hooks.add(sql);
            } else {
                in.problem(item, "'" + key + "' has to be SQL or a list of SQL, not " + item.kind());
            }
        }
        return hooks;
    }

    private List<String> paths(String key, String preset) {
        List<String> said = in.texts(file, key);
        return said.isEmpty()
                ? List.of(preset)
                : said.stream().map(ProjectConfigReader::clean).toList();
    }

    private static String clean(String path) {
        String slashes = path.replace('\\', '/');
        String start = slashes.startsWith("./") ? slashes.substring(2) : slashes;
        return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    private Map<String, List<String>> dispatch() {
        Map<String, List<String>> orders = new LinkedHashMap<>();
        for (YamlNode item : in.items(file, "dispatch", false)) {
            in.mapping(item, "each item of 'dispatch'").ifPresent(entry -> {
                Optional<String> namespace = in.text(entry, "macro_namespace");
                if (namespace.isEmpty()) {
                    in.problem(entry, "'macro_namespace' is missing");
                } else {
                    orders.put(namespace.get(), in.texts(entry, "search_order"));
                }
            });
        }
        return orders;
    }
}

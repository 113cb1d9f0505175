package dev.floe.models.target;

import dev.floe.config.DuckDbCatalog;
import dev.floe.config.Redactor;
import dev.floe.duckdb.DuckDbSettings;
import dev.floe.models.context.TargetInfo;
import dev.floe.models.parse.Placement.Place;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import dev.floe.models.project.ProjectException;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.project.ProjectProblem;
import dev.floe.models.project.TemplateText;
import dev.floe.models.project.YamlNode;
import dev.floe.models.project.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The target that dbt's {@code profiles.yml} describes, if it is one of type duckdb. */
public final class ProfileTarget {
    /** The file's name. */
    public static final String FILE = "profiles.yml";

    private static final String MEMORY = ":memory:";
    private static final Set<String> APPLIED =
            Set.of("type", "path", "schema", "database", "threads", "extensions", "settings", "config_options");

    private final String file;
    private final Problems problems = new Problems();
    private final TemplateText templates;

    private ProfileTarget(String file, TemplateText templates) {
        this.file = file;
        this.templates = templates;
    }

    /**
     * Finds the file: in the folder given, in {@code DBT_PROFILES_DIR}, in the project's folder, in {@code ~/.dbt}.
     *
     * @return the folder that has it; empty if none has
     */
    public static Optional<Path> find(Optional<Path> given, ProjectFiles project, Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        given.ifPresent(places::add);
        if (given.isEmpty()) {
            Optional.ofNullable(environment.get("DBT_PROFILES_DIR"))
                    .map(Path::of)
                    .ifPresent(places::add);
            project.root().ifPresent(places::add);
            Optional.ofNullable(environment.get("HOME"))
                    .map(home -> Path.of(home, ".dbt"))
                    .ifPresent(places::add);
        }
        return places.stream()
                .filter(place -> Files.isRegularFile(place.resolve(FILE)))
                .findFirst();
    }

    /**
     * Reads a target.
     *
     * @param folder the folder of the file
     * @param profile the profile's name
     * @param wanted the target's name; the profile's own choice if empty
     * @param templates renders the file's Jinja
     * @param workingDirectory what a relative {@code path} is relative to
     * @throws ProjectException with all problems of the file
     */
    public static Target read(
            Path folder, String profile, Optional<String> wanted, TemplateText templates, Path workingDirectory) {
        String file = folder.resolve(FILE).toString();
        ProfileTarget reader = new ProfileTarget(file, templates);
        String text = ProjectFiles.folder(folder).read(FILE).orElse("");
        Optional<Target> target = YamlReader.read(file, text, reader.problems)
                .flatMap(node -> reader.output(node, profile, wanted))
                .map(output -> reader.target(output, profile, workingDirectory));
        reader.problems.throwIfAny();
        return target.orElseThrow(
                () -> new ProjectException(List.of(new ProjectProblem(file, 0, 0, "the file is empty"))));
    }

    private record Output(String name, YamlNode.Mapping values) {}

    private Optional<Output> output(YamlNode node, String profile, Optional<String> wanted) {
        if (!(node instanceof YamlNode.Mapping file)) {
            problems.add(this.file, node, "the file has to be a map of profiles");
            return Optional.empty();
        }
        if (!(file.get(profile).orElse(null) instanceof YamlNode.Mapping entry)) {
            problems.add(
                    this.file,
                    0,
                    0,
                    "there is no profile '" + profile + "'"
                            + Names.hint(profile, file.entries().keySet()) + "; there are "
                            + String.join(", ", new TreeSet<>(file.entries().keySet())));
            return Optional.empty();
        }
        String name = wanted.or(() -> text(entry, "target")).orElse("default");
        if (!(entry.get("outputs").orElse(null) instanceof YamlNode.Mapping outputs)) {
            problems.add(this.file, entry, "the profile '" + profile + "' lacks 'outputs'");
            return Optional.empty();
        }
        if (!(outputs.get(name).orElse(null) instanceof YamlNode.Mapping values)) {
            problems.add(
                    this.file,
                    outputs,
                    "the profile '" + profile + "' has no target '" + name + "'"
                            + Names.hint(name, outputs.entries().keySet()) + "; there are "
                            + String.join(", ", new TreeSet<>(outputs.entries().keySet())));
            return Optional.empty();
        }
        return Optional.of(new Output(name, values));
    }

    private Optional<String> text(YamlNode.Mapping mapping, String key) {
        return mapping.get(key).map(this::rendered).map(String::valueOf);
    }

    private @Nullable Object rendered(YamlNode node) {
        Object plain = node.plain();
        return plain instanceof String text && TemplateText.isTemplate(text)
                ? templates.render(text, file, node)
                : plain;
    }

    private Target target(Output output, String profile, Path workingDirectory) {
        YamlNode.Mapping values = output.values();
        String type = text(values, "type").orElse("");
        if (!type.equals("duckdb")) {
            problems.add(
                    file,
                    values.get("type").orElse(values),
                    "the target '" + output.name() + "' is of type '" + type + "'; floe runs targets of type duckdb");
        }
        List<String> notices = new ArrayList<>();
        values.entries().keySet().stream()
                .filter(key -> !APPLIED.contains(key))
                .forEach(key -> notices.add("'" + key + "' of the target " + output.name() + " in " + file
                        + " is not applied" + Names.hint(key, APPLIED)));
        String path = text(values, "path").orElse(MEMORY);
        String database = path.equals(MEMORY)
                ? "memory"
                : PlatformTarget.databaseName(Path.of(path).getFileName().toString());
        String schema = text(values, "schema").orElse("main");
        Optional<Integer> threads = number(values, "threads");
        Place standard = new Place(text(values, "database").orElse(database), schema);
        return new Target(
                new TargetInfo(
                        profile, output.name(), standard.database(), schema, threads.orElse(Target.DEFAULT_THREADS)),
                new LayeredPlacement(standard, Map.of(), folder -> Optional.empty(), false),
                Map.of(database, new DuckDbCatalog(output.name(), schema, place(path, workingDirectory))),
                settings(values),
                extensions(values, notices),
                true,
                Set.of(),
                Redactor.none(),
                threads,
                notices);
    }

    /** An in-memory database is told by an empty path. */
    private static Path place(String path, Path workingDirectory) {
        return path.equals(MEMORY)
                ? Path.of("")
                : workingDirectory.resolve(path).normalize();
    }

    private Optional<Integer> number(YamlNode.Mapping values, String key) {
        return values.get(key).flatMap(node -> {
            if (rendered(node) instanceof Number number && number.intValue() > 0) {
                return Optional.of(number.intValue());
            }
            try {
                return Optional.of(Integer.parseInt(String.valueOf(rendered(node))));
            } catch (NumberFormatException e) {
                problems.add(file, node, "'" + key + "' has to be a whole number from 1");
                return Optional.empty();
            }
        });
    }

    private DuckDbSettings settings(YamlNode.Mapping values) {
        DuckDbSettings settings = DuckDbSettings.none();
        for (String section : List.of("config_options", "settings")) {
            if (values.get(section).orElse(null) instanceof YamlNode.Mapping entries) {
                Map<String, YamlNode> all = new LinkedHashMap<>(entries.entries());
                for (Map.Entry<String, YamlNode> entry : all.entrySet()) {
                    try {
                        settings = with(settings, entry.getKey(), String.valueOf(rendered(entry.getValue())));
                    } catch (IllegalArgumentException e) {
                        problems.add(file, entry.getValue(), String.valueOf(e.getMessage()));
                    }
                }
            }
        }
        return settings;
    }

    private static DuckDbSettings with(DuckDbSettings settings, String name, String value) {
        return switch (name) {
            case "memory_limit", "max_memory" -> settings.withMemoryLimit(value);
            case "threads" -> settings.withThreads(Integer.parseInt(value));
            case "temp_directory" -> settings.withTempDirectory(Path.of(value).toAbsolutePath());
            default -> settings.with(name, value);
        };
    }

    private List<String> extensions(YamlNode.Mapping values, List<String> notices) {
        List<String> names = new ArrayList<>();
        if (values.get("extensions").orElse(null) instanceof YamlNode.Sequence list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlNode.Mapping extension) {
                    text(extension, "name").ifPresent(names::add);
                    extension
                            .get("repo")
                            .ifPresent(repo -> notices.add("'repo' of an extension in " + file
                                    + " is not applied; floe takes signed extensions of"
                                    + " DuckDB's own repository, or from FLOE_DUCKDB_EXTENSIONS"));
                } else {
                    names.add(String.valueOf(rendered(item)));
                }
            }
        }
        return names;
    }
}

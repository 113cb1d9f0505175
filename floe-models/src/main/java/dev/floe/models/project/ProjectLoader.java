package dev.floe.models.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a dbt-shaped project: {@code dbt_project.yml}, models, macros, seeds, tests and properties files.
 *
 * <pre>{@code
 * Project project = ProjectLoader.load(ProjectFiles.folder(Path.of("analytics")), templates);
 * }</pre>
 */
public final class ProjectLoader {
    private static final String GENERIC_TESTS = "generic/";

    private final ProjectFiles files;
    private final TemplateText templates;
    private final Problems problems = new Problems();

    private ProjectLoader(ProjectFiles files, TemplateText templates) {
        this.files = files;
        this.templates = templates;
    }

    /**
     * Reads everything.
     *
     * @param templates renders the Jinja of YAML values
     * @throws ProjectException with all problems found
     */
    public static Project load(ProjectFiles files, TemplateText templates) {
        return new ProjectLoader(files, templates).load();
    }

    /**
     * The profile that the project names. It is known before anything else, since the rest may depend on its target.
     *
     * @throws ProjectException if {@code dbt_project.yml} cannot be read
     */
    public static Optional<String> profile(ProjectFiles files, TemplateText templates) {
        Problems problems = new Problems();
        Optional<String> profile = ProjectConfigReader.profile(files, problems, templates);
        problems.throwIfAny();
        return profile;
    }

    private Project load() {
        Optional<ProjectConfig> read = ProjectConfigReader.read(files, problems, templates);
        problems.throwIfAny();
        ProjectConfig config = read.orElseThrow();
        List<SourceFile> macros = sql(config.macroPaths());
        List<SourceFile> tests = new ArrayList<>();
        for (SourceFile file : sql(config.testPaths())) {
            (file.relativePath().startsWith(GENERIC_TESTS) ? macros : tests).add(file);
        }
        List<SeedFile> seeds = new ArrayList<>();
        for (String folder : config.seedPaths()) {
            files.list(folder).stream()
                    .filter(path -> hasEnding(path, ".csv"))
                    .forEach(path -> seeds.add(new SeedFile(path, folder)));
        }
        List<SourceFile> models = sql(config.modelPaths());
        refusePython(config.modelPaths());
        List<PropertiesFile> properties = properties(config);
        tellOfWhatIsNotRead(config);
        problems.throwIfAny();
        return new Project(files, config, models, macros, tests, seeds, properties, problems.notices());
    }

    private List<SourceFile> sql(List<String> folders) {
        List<SourceFile> found = new ArrayList<>();
        for (String folder : folders) {
            for (String path : files.list(folder)) {
                if (hasEnding(path, ".sql")) {
                    files.read(path)
                            .filter(text -> !text.isBlank())
                            .ifPresent(text -> found.add(new SourceFile(path, folder, text)));
                }
            }
        }
        return found;
    }

    private void refusePython(List<String> folders) {
        for (String folder : folders) {
            files.list(folder).stream()
                    .filter(path -> hasEnding(path, ".py"))
                    .forEach(path -> problems.add(
                            path, 0, 0, "floe runs no Python models; write the model in SQL or move the file away"));
        }
    }

    private List<PropertiesFile> properties(ProjectConfig config) {
        Set<String> paths = new LinkedHashSet<>();
        List<List<String>> all =
                List.of(config.modelPaths(), config.seedPaths(), config.testPaths(), config.macroPaths());
        all.forEach(folders -> folders.forEach(folder -> files.list(folder).stream()
                .filter(path -> hasEnding(path, ".yml") || hasEnding(path, ".yaml"))
                .forEach(paths::add)));
        TemplateText described = templates.withDocs(docs(config));
        List<PropertiesFile> read = new ArrayList<>();
        for (String path : paths) {
            files.read(path)
                    .flatMap(text -> PropertiesReader.read(path, text, problems, described))
                    .ifPresent(read::add);
        }
        return read;
    }

    private List<SourceFile> docs(ProjectConfig config) {
        Set<String> folders = new LinkedHashSet<>(config.docsPaths());
        if (folders.isEmpty()) {
            folders.addAll(config.modelPaths());
            folders.addAll(config.seedPaths());
            folders.addAll(config.testPaths());
            folders.addAll(config.macroPaths());
            folders.addAll(config.snapshotPaths());
            folders.addAll(config.analysisPaths());
        }
        List<SourceFile> docs = new ArrayList<>();
        for (String folder : folders) {
            for (String path : files.list(folder)) {
                if (hasEnding(path, ".md")) {
                    files.read(path).ifPresent(text -> docs.add(new SourceFile(path, folder, text)));
                }
            }
        }
        return docs;
    }

    private void tellOfWhatIsNotRead(ProjectConfig config) {
        for (String folder : config.snapshotPaths()) {
            files.list(folder).stream()
                    .filter(path -> hasEnding(path, ".sql") || hasEnding(path, ".yml") || hasEnding(path, ".yaml"))
                    .findFirst()
                    .ifPresent(path -> problems.notice(path, 0, 0, "snapshots are not built by this version"));
        }
        for (String file : List.of("packages.yml", "dependencies.yml")) {
            if (files.read(file).filter(text -> text.contains("packages:")).isPresent()) {
                problems.notice(file, 0, 0, "packages are not read by this version; only the project's own macros are");
            }
        }
    }

    private static boolean hasEnding(String path, String ending) {
        return path.toLowerCase(Locale.ROOT).endsWith(ending);
    }
}

package dev.floe.models.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a project or of one package, found and read by what its {@code dbt_project.yml} says. */
record PackageFiles(
        ProjectFiles files, String place, ProjectConfig config, Problems problems, Map<String, List<String>> listed) {
    private static final String GENERIC_TESTS = "generic/";

    /** How the macros begin that floe-profiles writes for dbt-duckdb, to build there what floe builds itself. */
    private static final String FOR_DBT_DUCKDB = "{#- Written by floe for dbt-duckdb;";

    /** Where unit tests keep what they are given. */
    private static final String FIXTURES = "fixtures/";

    PackageFiles(ProjectFiles files, String place, ProjectConfig config, Problems problems) {
        this(files, place, config, problems, new HashMap<>());
    }

    /** The files below a folder, which is looked through once. */
    private List<String> list(String folder) {
        return listed.computeIfAbsent(folder, files::list);
    }

    /**
     * Reads them all.
     *
     * @param templates renders the Jinja of YAML values
     * @param docs the Markdown files, which are read already
     */
    Project read(TemplateText templates, List<SourceFile> docs) {
        List<SourceFile> macros = sql(config.macroPaths());
        macros.removeIf(file -> file.text().startsWith(FOR_DBT_DUCKDB));
        List<SourceFile> tests = new ArrayList<>();
        for (SourceFile file : sql(config.testPaths())) {
            if (!file.relativePath().startsWith(FIXTURES)) {
                (file.relativePath().startsWith(GENERIC_TESTS) ? macros : tests).add(file);
            }
        }
        List<SeedFile> seeds = new ArrayList<>();
        for (String folder : config.seedPaths()) {
            list(folder).stream()
                    .filter(path -> hasEnding(path, ".csv"))
                    .forEach(path -> seeds.add(new SeedFile(path, folder)));
        }
        refusePython();
        return new Project(
                files,
                place,
                config,
                sql(config.modelPaths()),
                macros,
                tests,
                sql(config.snapshotPaths()),
                sql(config.analysisPaths()),
                seeds,
                docs,
                properties(templates),
                place.isEmpty() ? SelectorsFile.read(files, problems, templates) : SelectorsFile.NONE,
                List.of(),
                List.of());
    }

    private List<SourceFile> sql(List<String> folders) {
        List<SourceFile> found = new ArrayList<>();
        for (String folder : folders) {
            List<String> paths = list(folder).stream()
                    .filter(path -> hasEnding(path, ".sql"))
                    .toList();
            SideBySide.map(paths, path -> files.read(path).map(text -> new SourceFile(path, folder, text)))
                    .forEach(read -> read.filter(file -> !file.text().isBlank()).ifPresent(found::add));
        }
        return found;
    }

    private void refusePython() {
        for (String folder : config.modelPaths()) {
            list(folder).stream()
                    .filter(path -> hasEnding(path, ".py"))
                    .forEach(path -> problems.add(
                            path, 0, 0, "floe runs no Python models; write the model in SQL or move the file away"));
        }
    }

    private List<PropertiesFile> properties(TemplateText templates) {
        Set<String> paths = new LinkedHashSet<>();
        resourceFolders()
                .forEach(folder -> list(folder).stream()
                        .filter(path -> hasEnding(path, ".yml") || hasEnding(path, ".yaml"))
                        .forEach(paths::add));
        List<PropertiesFile> all = new ArrayList<>();
        for (PropertiesRead read : SideBySide.map(List.copyOf(paths), path -> properties(path, templates))) {
            problems.addAll(read.problems());
            read.file().ifPresent(all::add);
        }
        return all;
    }

    /** One properties file, and what is wrong in it. */
    private record PropertiesRead(Optional<PropertiesFile> file, Problems problems) {}

    private PropertiesRead properties(String path, TemplateText templates) {
        Problems its = problems.apart();
        return new PropertiesRead(
                files.read(path).flatMap(text -> PropertiesReader.read(path, text, its, templates)), its);
    }

    private Set<String> resourceFolders() {
        Set<String> folders = new LinkedHashSet<>();
        List.of(
                        config.modelPaths(),
                        config.seedPaths(),
                        config.snapshotPaths(),
                        config.analysisPaths(),
                        config.testPaths(),
                        config.macroPaths())
                .forEach(folders::addAll);
        return folders;
    }

    /** Files with docs blocks: below the folders that are said, or below all that hold resources. */
    List<SourceFile> docs() {
        Collection<String> folders = config.docsPaths().isEmpty() ? resourceFolders() : config.docsPaths();
        List<SourceFile> docs = new ArrayList<>();
        for (String folder : folders) {
            for (String path : list(folder)) {
                if (hasEnding(path, ".md")) {
                    files.read(path).ifPresent(text -> docs.add(new SourceFile(path, folder, text)));
                }
            }
        }
        return docs;
    }

    private static boolean hasEnding(String path, String ending) {
        return path.toLowerCase(Locale.ROOT).endsWith(ending);
    }
}

package dev.floe.models.project;

import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a project, or of a package that it uses, read. Nothing is resolved yet.
 *
 * @param files where they came from
 * @param place what paths are told to be below in messages; empty for the project itself
 * @param config dbt_project.yml
 * @param models SQL files of models
 * @param macros SQL files of macros and of generic tests
 * @param tests SQL files of singular tests
 * @param snapshots SQL files of snapshots
 * @param analyses SQL files of analyses
 * @param seeds CSV files
 * @param docs Markdown files with docs blocks
 * @param properties properties files
 * @param selectors what selectors.yml says; a package's counts for nothing
 * @param packages the packages that a project uses, in the order of their names; a package has none of its own
 * @param notices what the user should know
 */
public record Project(
        ProjectFiles files,
        String place,
        ProjectConfig config,
        List<SourceFile> models,
        List<SourceFile> macros,
        List<SourceFile> tests,
        List<SourceFile> snapshots,
        List<SourceFile> analyses,
        List<SeedFile> seeds,
        List<SourceFile> docs,
        List<PropertiesFile> properties,
        SelectorsFile selectors,
        List<Project> packages,
        List<ProjectProblem> notices) {

    /** Copies the lists. */
    public Project {
        models = List.copyOf(models);
        macros = List.copyOf(macros);
        tests = List.copyOf(tests);
        snapshots = List.copyOf(snapshots);
        analyses = List.copyOf(analyses);
        seeds = List.copyOf(seeds);
        docs = List.copyOf(docs);
        properties = List.copyOf(properties);
        packages = List.copyOf(packages);
        notices = List.copyOf(notices);
    }

    /** The same with its packages. */
    Project with(List<Project> used, List<ProjectProblem> told) {
        return new Project(
                files,
                place,
                config,
                models,
                macros,
                tests,
                snapshots,
                analyses,
                seeds,
                docs,
                properties,
                selectors,
                used,
                told);
    }

    /** The project's name, which is the name of its package. */
    public String name() {
        return config.name();
    }

    /** The project and then its packages. */
    public List<Project> all() {
        return Stream.concat(Stream.of(this), packages.stream()).toList();
    }
}

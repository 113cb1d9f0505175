package dev.floe.models.project;

import java.util.List;

/**
 * A project's files, read. Nothing is resolved yet.
 *
 * @param files where they came from
 * @param config dbt_project.yml
 * @param models SQL files of models
 * @param macros SQL files of macros and of generic tests
 * @param tests SQL files of singular tests
 * @param seeds CSV files
 * @param properties properties files
 * @param notices what the user should know
 */
public record Project(
        ProjectFiles files,
        ProjectConfig config,
        List<SourceFile> models,
        List<SourceFile> macros,
        List<SourceFile> tests,
        List<SeedFile> seeds,
        List<PropertiesFile> properties,
        List<ProjectProblem> notices) {

    /** Copies the lists. */
    public Project {
        models = List.copyOf(models);
        macros = List.copyOf(macros);
        tests = List.copyOf(tests);
        seeds = List.copyOf(seeds);
        properties = List.copyOf(properties);
        notices = List.copyOf(notices);
    }
}

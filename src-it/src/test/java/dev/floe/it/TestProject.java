package dev.floe.it;

import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.models.FloePipeline;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A dbt-shaped project in a folder of its own, with the two tiers of configuration beside it.
 *
 * @param files where the project is, and what its secrets are resolved through
 */
record TestProject(TwoTierFiles files) {

    /** Writes a file of the project, in the place of an earlier one. */
    TestProject file(String path, String content) {
        Path file = files.directory().resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes {@code dbt_project.yml}; models are tables unless they say otherwise. */
    TestProject named(String name) {
        return file(
                "dbt_project.yml",
                "name: " + name + "\nversion: '1.0'\nmodels:\n  " + name + ":\n    +materialized: table\n");
    }

    /** A pipeline that sees the environment of the secrets and nothing of the process's own. */
    FloePipeline.Builder pipeline() {
        return pipeline(Map.of());
    }

    /** The same with more variables. */
    FloePipeline.Builder pipeline(Map<String, String> variables) {
        Map<String, String> environment = new java.util.HashMap<>(files.environment());
        environment.putAll(variables);
        return FloePipeline.builder()
                .project(files.directory())
                .platform(files.platformFile())
                .environment(environment)
                .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()));
    }
}

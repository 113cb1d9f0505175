package dev.floe.models.project;

import java.util.List;

/**
 * What one properties file (any {@code .yml} beside the resources) says.
 *
 * @param path the file
 * @param models entries under {@code models:}; likewise the others
 * @param seeds see models
 * @param sources one entry per table
 * @param singularTests entries under {@code data_tests:} or {@code tests:}, for tests that are files
 */
public record PropertiesFile(
        String path,
        List<ResourceProperties> models,
        List<ResourceProperties> seeds,
        List<SourceProperties> sources,
        List<ResourceProperties> singularTests) {

    /** Copies the lists. */
    public PropertiesFile {
        models = List.copyOf(models);
        seeds = List.copyOf(seeds);
        sources = List.copyOf(sources);
        singularTests = List.copyOf(singularTests);
    }
}

package dev.floe.models.project;

import dev.floe.models.project.ResourceProperties.Kind;
import java.util.List;
import java.util.Map;

/**
 * What one properties file (any {@code .yml} beside the resources) says.
 *
 * @param path the file
 * @param resources what is said of resources that are files, by their kind; snapshots may be said here alone
 * @param sources one entry per table
 * @param entries the entries of every other section, by the section's name: {@code exposures}, {@code groups} …
 */
public record PropertiesFile(
        String path,
        Map<Kind, List<ResourceProperties>> resources,
        List<SourceProperties> sources,
        Map<String, List<PropertiesEntry>> entries) {

    /** Copies the collections. */
    public PropertiesFile {
        resources = Map.copyOf(resources);
        sources = List.copyOf(sources);
        entries = Map.copyOf(entries);
    }

    /** What is said of resources of one kind. */
    public List<ResourceProperties> of(Kind kind) {
        return resources.getOrDefault(kind, List.of());
    }

    /** The entries of a section. */
    public List<PropertiesEntry> entries(String section) {
        return entries.getOrDefault(section, List.of());
    }
}

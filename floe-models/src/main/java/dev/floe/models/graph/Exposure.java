package dev.floe.models.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something outside of the project that reads its nodes: a dashboard, a notebook, an application.
 *
 * @param uniqueId {@code exposure.package.name}
 * @param fqn package, folders, name
 * @param path the properties file that declares it
 * @param dependsOn the ids of the nodes it reads
 * @param values everything that is said of it
 */
public record Exposure(
        String uniqueId,
        String name,
        String packageName,
        List<String> fqn,
        String path,
        String description,
        List<String> dependsOn,
        Map<String, @Nullable Object> values) {
    /** What {@code resource_type:} and the command line call it. */
    public static final String WORD = "exposure";

    /** Copies the collections. */
    public Exposure {
        fqn = List.copyOf(fqn);
        dependsOn = List.copyOf(dependsOn);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}

package dev.floe.models;

import dev.floe.models.graph.ResourceType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as {@code ls} shows it.
 *
 * @param uniqueId its id
 * @param type what it is
 * @param name its name; a source's with the source before it, a version's with the version behind it
 * @param selector what selects it and nothing else
 * @param path its file, relative to the project's root
 * @param json what the manifest says of it
 */
public record ListedNode(
        String uniqueId,
        ResourceType type,
        String name,
        String selector,
        String path,
        Map<String, @Nullable Object> json) {
    /** Copies the map. */
    public ListedNode {
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }
}

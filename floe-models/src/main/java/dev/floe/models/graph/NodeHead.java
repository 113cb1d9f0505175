package dev.floe.models.graph;

import java.util.List;

/**
 * What every node has.
 *
 * @param uniqueId {@code type.package.name}, as dbt writes it
 * @param type what it is
 * @param name its name within its package
 * @param packageName the project or package it comes from
 * @param fqn package, folders, name
 * @param path the file, relative to the project's root
 * @param description text
 */
public record NodeHead(
        String uniqueId,
        ResourceType type,
        String name,
        String packageName,
        List<String> fqn,
        String path,
        String description) {
    /** Copies the list. */
    public NodeHead {
        fqn = List.copyOf(fqn);
    }
}

package dev.floe.models.graph;

import java.util.List;
import java.util.Optional;

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
 * @param version the version of a model that has several
 */
public record NodeHead(
        String uniqueId,
        ResourceType type,
        String name,
        String packageName,
        List<String> fqn,
        String path,
        String description,
        Optional<String> version) {
    /** The path below the configured folder of its kind, which the fqn's folders tell. */
    public String relativePath() {
        List<String> folders = fqn.subList(1, fqn.size() - (version.isPresent() ? 2 : 1));
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (type == ResourceType.UNIT_TEST) {
            // The fqn has the model after the folders.
            folders = folders.subList(0, folders.size() - 1);
        } else if (type == ResourceType.SNAPSHOT) {
            // The fqn of a block has its file; what is declared in a properties file is as if it had one of its own.
            boolean block = file.endsWith(".sql");
            folders = block ? folders.subList(0, folders.size() - 1) : folders;
            file = block ? file : name + ".sql";
        }
        return folders.isEmpty() ? file : String.join("/", folders) + "/" + file;
    }

    /** A node without a version. */
    public NodeHead(
            String uniqueId,
            ResourceType type,
            String name,
            String packageName,
            List<String> fqn,
            String path,
            String description) {
        this(uniqueId, type, name, packageName, fqn, path, description, Optional.empty());
    }

    /** Copies the list. */
    public NodeHead {
        fqn = List.copyOf(fqn);
    }
}

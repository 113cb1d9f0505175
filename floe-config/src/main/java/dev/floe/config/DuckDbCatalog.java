package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A DuckDB database file that tables are written to natively.
 *
 * @param name its logical name
 * @param namespace the schema of tables that no layer claims
 * @param path the file, absolute
 */
public record DuckDbCatalog(String name, String namespace, Path path) implements ResolvedCatalog {
    /** Checks that nothing is null. */
    public DuckDbCatalog {
        requireNonNull(name, "name");
        requireNonNull(namespace, "namespace");
        requireNonNull(path, "path");
    }
}

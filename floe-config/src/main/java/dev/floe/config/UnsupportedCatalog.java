package dev.floe.config;

import static java.util.Objects.requireNonNull;

/**
 * A catalog of a type that floe knows but does not run against: no problem of the configuration, but an error of the run that
 * needs it.
 *
 * @param name its logical name
 * @param namespace where tables would go that no layer claims
 * @param type its type
 */
public record UnsupportedCatalog(String name, String namespace, CatalogType type) implements ResolvedCatalog {
    /** Checks that nothing is null. */
    public UnsupportedCatalog {
        requireNonNull(name, "name");
        requireNonNull(namespace, "namespace");
        requireNonNull(type, "type");
    }
}

package dev.floe.config;

/** A catalog with its references resolved. */
public sealed interface ResolvedCatalog permits DuckDbCatalog, IcebergRestCatalog, UnsupportedCatalog {
    /** Its logical name. */
    String name();

    /** Where tables go that no layer claims; levels separated by dots. */
    String namespace();
}

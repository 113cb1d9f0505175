package dev.floe.iceberg;

/**
 * A table or view as a query of DuckDB names it.
 *
 * @param catalog the name under which its catalog or database is attached
 * @param schema the schema; of an Iceberg catalog the namespace, its levels with dots between them
 * @param name its own name
 */
public record QualifiedName(String catalog, String schema, String name) {}

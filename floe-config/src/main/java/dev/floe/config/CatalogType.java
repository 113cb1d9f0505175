package dev.floe.config;

import java.util.Locale;

/** What kind of catalog an entry of {@code catalogs} is. */
public enum CatalogType {
    /** Apache Polaris, over the Iceberg REST protocol with OAuth2. */
    POLARIS,
    /** Any other catalog that speaks the Iceberg REST protocol. */
    REST,
    /** A DuckDB database file: native tables, no server. */
    DUCKDB,
    /** AWS Glue; known, but floe does not run against it. */
    GLUE,
    /** Project Nessie; known, but floe does not run against it. */
    NESSIE,
    /** A Hive metastore; known, but floe does not run against it. */
    HIVE;

    /** The value as the files write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

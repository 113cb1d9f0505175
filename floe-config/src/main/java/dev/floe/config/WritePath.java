package dev.floe.config;

import java.util.Locale;

/** How tables are written to an Iceberg catalog. */
public enum WritePath {
    /** DuckDB writes the files, floe commits them through the catalog: atomic, with history kept. */
    COMMIT,
    /** DuckDB's own statements on the attached catalog. */
    NATIVE;

    /** The value as the files write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

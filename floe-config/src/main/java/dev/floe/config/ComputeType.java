package dev.floe.config;

import java.util.Locale;

/** What runs the SQL. */
public enum ComputeType {
    /** DuckDB, in this process. */
    DUCKDB,
    /** Snowflake; known, but floe does not run against it. */
    SNOWFLAKE,
    /** BigQuery; known, but floe does not run against it. */
    BIGQUERY,
    /** Redshift; known, but floe does not run against it. */
    REDSHIFT,
    /** Databricks; known, but floe does not run against it. */
    DATABRICKS,
    /** PostgreSQL; known, but floe does not run against it. */
    POSTGRES,
    /** Spark; known, but floe does not run against it. */
    SPARK;

    /** The value as the files write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

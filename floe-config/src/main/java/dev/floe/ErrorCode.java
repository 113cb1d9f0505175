package dev.floe;

/**
 * The kinds of failure that floe reports. A name, once released, keeps its meaning; new ones are added.
 *
 * <p>Grouped by the room they come from; {@code docs/errors.md} has the remedy for each.
 */
public enum ErrorCode {
    // configuration
    /** One or more problems in floe.yaml, platform.yaml or their counterparts built in code. */
    CONFIG_INVALID,
    /** A configuration file that was named, or that has to be there, is not there or cannot be read. */
    CONFIG_NOT_FOUND,
    /** A {@code secret_ref} that no secret source holds. */
    SECRET_NOT_FOUND,
    /** A catalog or compute that no dbt profile can be made for. */
    PROFILE_UNSUPPORTED,
    /** A file that floe was asked to write could not be written. */
    OUTPUT_FAILED,
    /** A file that floe was asked to write is there already, and somebody else wrote it. */
    OUTPUT_EXISTS,

    // DuckDB and the catalog
    /** The connection handed in is not DuckDB's and does not unwrap to one. */
    NOT_A_DUCKDB_CONNECTION,
    /** The DuckDB database could not be opened. */
    DATABASE_UNAVAILABLE,
    /** Another process holds the DuckDB database file. */
    DATABASE_LOCKED,
    /** A DuckDB setting was refused. */
    SETTING_REFUSED,
    /** A secret-manager setting was issued after the secret manager had been used. */
    SECRET_MANAGER_SETTINGS,
    /** SQL touched a file, or loaded an extension, that the DuckDB instance keeps out of its reach. */
    ACCESS_CONFINED,
    /** A DuckDB extension could not be had from where it was looked for. */
    EXTENSION_UNAVAILABLE,
    /** The folder that DuckDB's extensions are unpacked or installed to cannot be written to. */
    EXTENSION_DIRECTORY_UNWRITABLE,
    /** The folder for DuckDB's temporary files cannot be written to, or is full. */
    TEMP_DIRECTORY_UNWRITABLE,
    /** A native library, the driver's or an extension's, is there but cannot be loaded. */
    NATIVE_LIBRARY_UNLOADABLE,
    /** DuckDB has no build for this machine. */
    PLATFORM_UNSUPPORTED,
    /** A named DuckDB secret does not exist. */
    DUCKDB_SECRET_MISSING,
    /** The alias is taken by another catalog. */
    ALIAS_IN_USE,
    /** A catalog is attached in a way that lets model SQL read its credentials. */
    CREDENTIALS_READABLE,
    /** The catalog refused the client id and secret. */
    CATALOG_UNAUTHORIZED,
    /** The principal is known to the catalog but may not do this. */
    CATALOG_FORBIDDEN,
    /** The catalog does not know the warehouse. */
    WAREHOUSE_NOT_FOUND,
    /** Nobody answers at the catalog's address. */
    CATALOG_UNREACHABLE,
    /** The catalog answered with something else than its protocol says. */
    CATALOG_FAILED,
    /** The catalog's type is known but floe cannot run against it. */
    CATALOG_UNSUPPORTED,
    /** What is to run the SQL is known but floe cannot run it. */
    COMPUTE_UNSUPPORTED,
    /** The deadline passed. */
    DEADLINE_EXCEEDED,

    // tables
    /** A column type that has no counterpart in Iceberg. */
    TYPE_UNSUPPORTED,
    /** Somebody else committed to the table in between. */
    CONFLICT,
    /** Whether a commit happened could not be found out; do not simply run it again. */
    OUTCOME_UNKNOWN,
    /** A table's files could not be read or written. */
    STORAGE_FAILED,
    /** The namespace that a table should go into is not there. */
    NAMESPACE_NOT_FOUND,
    /** A table that is to be kept in shape is not in the catalog. */
    TABLE_NOT_FOUND,
    /** A table has no snapshot of this id. */
    SNAPSHOT_NOT_FOUND,
    /** The columns of a query cannot be the table's: a name occurs twice, or null is in a NOT NULL column. */
    SCHEMA_INVALID,
    /** This machine's clock is behind the one that stamped the table's current state. */
    CLOCK_BEHIND,

    // projects and runs
    /** One or more problems in a project's files, found before anything ran. */
    PROJECT_INVALID,
    /** A template failed to parse or render. */
    TEMPLATE_FAILED,
    /** A selector that cannot be read, or selects by a method that does not exist. */
    SELECTOR_INVALID,
    /** A model's SQL failed in DuckDB. */
    SQL_FAILED,
    /** A seed file could not be read as CSV. */
    SEED_FAILED,
    /** A test ran and did not pass. */
    TEST_FAILED,
    /** What was written did not pass its tests, so it was not committed. */
    AUDIT_FAILED,
    /** Another run is writing what this one would write. */
    RUN_OVERLAPS,
    /** The run was cancelled. */
    CANCELLED
}

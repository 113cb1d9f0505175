package dev.floe.iceberg;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.duckdb.DuckDbSession;

/**
 * What the contract suite needs of a catalog: its configuration, a DuckDB instance on which it is attached, and the alias it has
 * there.
 */
public interface CatalogFixture extends AutoCloseable {

    /** The catalog's configuration, as a host would hand it in. */
    IcebergRestCatalog catalog();

    /** A DuckDB instance that has the catalog attached as {@link #alias()}. */
    DuckDbSession session();

    /** The alias of the attached catalog. */
    String alias();

    /** Knows the secrets of the configuration. */
    Redactor redactor();

    @Override
    void close();
}

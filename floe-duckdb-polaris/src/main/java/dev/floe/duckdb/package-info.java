/** A Polaris (or any Iceberg REST) catalog on a DuckDB connection. */
@NullMarked
package dev.floe.duckdb;

import org.jspecify.annotations.NullMarked;

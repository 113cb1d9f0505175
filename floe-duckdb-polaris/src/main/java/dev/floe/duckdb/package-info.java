/** A Polaris catalog on a DuckDB connection. */
@NullMarked
package dev.floe.duckdb;

import org.jspecify.annotations.NullMarked;

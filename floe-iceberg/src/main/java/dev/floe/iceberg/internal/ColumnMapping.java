package dev.floe.iceberg.internal;

import org.apache.iceberg.types.Type;

/**
 * How one DuckDB column is written.
 *
 * @param source the column's name in the query
 * @param name its name in the table
 * @param type its Iceberg type; ids of nested fields are placeholders
 * @param cast the DuckDB type to cast to before writing, which is what readers get back
 * @param needsCast whether that differs from the query's own type
 */
record ColumnMapping(String source, String name, Type type, String cast, boolean needsCast) {}

package dev.floe.iceberg.internal;

import org.apache.iceberg.types.Type;

/**
 * How one DuckDB column is written.
 *
 * @param source the column's name in the query; empty where the query lacks the column, which is null then
 * @param name its name in the table
 * @param type its Iceberg type; ids of nested fields are placeholders
 * @param cast the DuckDB type to cast to before writing, which is what readers get back
 * @param needsCast whether that differs from the query's own type
 */
record ColumnMapping(String source, String name, Type type, String cast, boolean needsCast) {

    boolean isMissing() {
        return source.isEmpty();
    }

    /** The same column, written as another type. */
    ColumnMapping as(Type other, String otherCast) {
        return new ColumnMapping(source, name, other, otherCast, needsCast || !otherCast.equals(cast));
    }
}

package dev.floe.iceberg;

import java.util.Optional;

/**
 * A column of a table, as DuckDB sees it.
 *
 * @param name the column's name, as it stands in the table
 * @param type DuckDB's name of the type it reads the column as, such as {@code DECIMAL(18,3)} or {@code STRUCT("a" INTEGER)[]}
 * @param nullable whether the table lets the column hold null
 * @param comment the column's comment, empty when it has none
 */
public record Column(String name, String type, boolean nullable, Optional<String> comment) {}

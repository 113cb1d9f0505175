/** Everything that is DuckDB's dialect: names, statements, types. */
@NullMarked
package dev.floe.models.sql;

import org.jspecify.annotations.NullMarked;

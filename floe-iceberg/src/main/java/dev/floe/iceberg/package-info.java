/** Iceberg table commits, with files that DuckDB writes. */
@NullMarked
package dev.floe.iceberg;

import org.jspecify.annotations.NullMarked;

/** Not API. */
@NullMarked
package dev.floe.duckdb.internal;

import org.jspecify.annotations.NullMarked;

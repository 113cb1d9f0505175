/** Speaks to catalogs over HTTP, for floe itself. */
@NullMarked
package dev.floe.duckdb.internal.rest;

import org.jspecify.annotations.NullMarked;

/** {@code profiles.yml} for dbt-duckdb, made from the platform tier. */
@NullMarked
package dev.floe.profiles;

import org.jspecify.annotations.NullMarked;

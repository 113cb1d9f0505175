/**
 * What templates see: dbt's functions and objects, by dbt's names.
 *
 * <p>{@link dev.floe.models.context.Contexts} is the way in.
 */
@NullMarked
package dev.floe.models.context;

import org.jspecify.annotations.NullMarked;

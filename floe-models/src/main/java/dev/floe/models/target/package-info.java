/**
 * Where a project runs: found in the two tiers of configuration, or in dbt's {@code profiles.yml}.
 *
 * <p>{@link dev.floe.models.target.Target} is what comes out.
 */
@NullMarked
package dev.floe.models.target;

import org.jspecify.annotations.NullMarked;

/**
 * Projects of SQL models, from files to results.
 *
 * <p>{@link dev.floe.models.FloePipeline} is the way in.
 */
@NullMarked
package dev.floe.models;

import org.jspecify.annotations.NullMarked;

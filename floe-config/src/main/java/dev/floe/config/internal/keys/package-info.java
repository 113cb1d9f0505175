/** Every key of both files: one shape for each section. Not API. */
@NullMarked
package dev.floe.config.internal.keys;

import org.jspecify.annotations.NullMarked;

/** Files into the records of a tier. Not API. */
@NullMarked
package dev.floe.config.internal.load;

import org.jspecify.annotations.NullMarked;

/** How a profile is put together, quoted and written. Not API. */
@NullMarked
package dev.floe.profiles.internal;

import org.jspecify.annotations.NullMarked;

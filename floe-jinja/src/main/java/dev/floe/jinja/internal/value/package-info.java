/** Python's values and what can be done with them. */
@NullMarked
package dev.floe.jinja.internal.value;

import org.jspecify.annotations.NullMarked;

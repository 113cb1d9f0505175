/** The interpreter: templates linked to slots and run. */
@NullMarked
package dev.floe.jinja.internal.eval;

import org.jspecify.annotations.NullMarked;

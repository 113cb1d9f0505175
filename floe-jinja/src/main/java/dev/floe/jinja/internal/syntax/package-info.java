/** From text to syntax trees. */
@NullMarked
package dev.floe.jinja.internal.syntax;

import org.jspecify.annotations.NullMarked;

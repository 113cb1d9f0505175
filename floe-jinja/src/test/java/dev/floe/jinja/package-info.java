/** Tests of floe-jinja. */
@NullMarked
package dev.floe.jinja;

import org.jspecify.annotations.NullMarked;

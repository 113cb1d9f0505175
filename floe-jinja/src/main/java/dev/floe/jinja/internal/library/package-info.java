/** The built-in filters, tests and globals. */
@NullMarked
package dev.floe.jinja.internal.library;

import org.jspecify.annotations.NullMarked;

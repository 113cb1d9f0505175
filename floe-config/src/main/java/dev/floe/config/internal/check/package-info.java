/** The rules that hold for a configuration, from a file or from code alike. Not API. */
@NullMarked
package dev.floe.config.internal.check;

import org.jspecify.annotations.NullMarked;

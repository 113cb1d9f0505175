/** Projects of SQL models, from files to results. */
@NullMarked
package dev.floe.models;

import org.jspecify.annotations.NullMarked;

/** From a project's files to its graph: every template is looked at, none of its SQL is run. */
@NullMarked
package dev.floe.models.parse;

import org.jspecify.annotations.NullMarked;

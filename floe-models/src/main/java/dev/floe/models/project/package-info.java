/** A project's files, read and checked: {@link dev.floe.models.project.ProjectLoader} is the way in. */
@NullMarked
package dev.floe.models.project;

import org.jspecify.annotations.NullMarked;

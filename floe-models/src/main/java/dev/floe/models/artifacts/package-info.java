/** The files under {@code target/} that other tools read. */
@NullMarked
package dev.floe.models.artifacts;

import org.jspecify.annotations.NullMarked;

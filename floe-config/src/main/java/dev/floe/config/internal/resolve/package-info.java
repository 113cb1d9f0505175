/** References and secrets of a checked configuration into what a run works with. Not API. */
@NullMarked
package dev.floe.config.internal.resolve;

import org.jspecify.annotations.NullMarked;

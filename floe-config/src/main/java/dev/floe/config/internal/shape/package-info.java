/**
 * What a section of a file looks like, said once: from its shape come reading with every problem at its place, printing, the JSON
 * Schema and the reference. Not API.
 */
@NullMarked
package dev.floe.config.internal.shape;

import org.jspecify.annotations.NullMarked;

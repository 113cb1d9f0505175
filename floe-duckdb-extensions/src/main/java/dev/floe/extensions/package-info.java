/** Builds the jars that hold DuckDB's extensions, from files whose checksums are pinned. Nothing of it is needed to use such a jar. */
@NullMarked
package dev.floe.extensions;

import org.jspecify.annotations.NullMarked;

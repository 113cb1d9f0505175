/** Benchmarks of floe beside what else does the same work, each suite one class. */
@NullMarked
package dev.floe.bench;

import org.jspecify.annotations.NullMarked;

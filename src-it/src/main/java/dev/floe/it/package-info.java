/** Integration tests, witnesses and benchmarks. */
@NullMarked
package dev.floe.it;

import org.jspecify.annotations.NullMarked;

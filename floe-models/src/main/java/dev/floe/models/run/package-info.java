/** From a graph to results: workers, materializations, tests. */
@NullMarked
package dev.floe.models.run;

import org.jspecify.annotations.NullMarked;

/** Nodes, what they depend on, and which of them are selected. Knows no database. */
@NullMarked
package dev.floe.models.graph;

import org.jspecify.annotations.NullMarked;

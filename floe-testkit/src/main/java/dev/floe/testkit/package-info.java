/** An embedded Iceberg REST catalog for tests and local trials. */
@NullMarked
package dev.floe.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * What tests of lakehouse code need: an Iceberg REST catalog inside the JVM, and DuckDB's extensions.
 *
 * <p>{@link dev.floe.testkit.EmbeddedCatalog} is the way in; {@link dev.floe.testkit.RequestHook} counts and breaks its
 * requests, {@link dev.floe.testkit.DuckDbExtensionRepository} finds the extensions.
 */
@NullMarked
package dev.floe.testkit;

import org.jspecify.annotations.NullMarked;

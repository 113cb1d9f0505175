/**
 * A Polaris (or any Iceberg REST) catalog on a DuckDB connection.
 *
 * <p>Stands alone: a program that has a DuckDB connection attaches a catalog to it with {@link
 * dev.floe.duckdb.PolarisAttacher}. {@link dev.floe.duckdb.DuckDbSession} opens a database with floe's settings, or works beside a
 * caller's connection. The order is always the same: settings at open, extensions, credentials, ATTACH.
 *
 * <pre>{@code
 * PolarisAttacher attacher = PolarisAttacher.builder(URI.create("https://polaris.example/api/catalog"), "demo")
 *         .clientId(Secret.of("client id", () -> System.getenv("POLARIS_CLIENT_ID")))
 *         .clientSecret(Secret.of("client secret", () -> System.getenv("POLARIS_CLIENT_SECRET")))
 *         .scope("PRINCIPAL_ROLE:service_admin")
 *         .placement(CredentialPlacement.TEMPORARY_SECRET)
 *         .build();
 * try (DuckDbSession session = DuckDbSession.builder().database(Path.of("work.duckdb")).build();
 *         Connection connection = session.open()) {
 *     attacher.attach(connection);
 *     // SELECT * FROM polaris_catalog.bronze.orders
 * }
 * }</pre>
 */
@NullMarked
package dev.floe.duckdb;

import org.jspecify.annotations.NullMarked;

package com.example;

import dev.floe.config.Secret;
import dev.floe.duckdb.AttachedCatalog;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.testkit.EmbeddedCatalog;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes an Iceberg table through a catalog and reads it. Without network, but for the catalog's. */
public final class Attach {
    public static void main(String[] args) throws SQLException {
        String id = "trial";
        String secret = "trial-secret";
        try (EmbeddedCatalog catalog = EmbeddedCatalog.builder().principal(id, secret).start()) {
            write(catalog.uri(), catalog.warehouse(), Secret.of("id", () -> id), Secret.of("secret", () -> secret));
        }
    }

    private static void write(URI uri, String warehouse, Secret id, Secret secret) throws SQLException {
        // tag::attach[]
        PolarisAttacher attacher = PolarisAttacher.builder(uri, warehouse)
                .clientId(id)
                .clientSecret(secret)
                .placement(CredentialPlacement.TEMPORARY_SECRET)
                .build();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            AttachedCatalog lake = attacher.attach(connection);
            statement.execute("CREATE SCHEMA " + lake.alias() + ".bronze");
            statement.execute("CREATE TABLE " + lake.alias() + ".bronze.numbers AS FROM range(1000) r(n)");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + lake.alias() + ".bronze.numbers")) {
                rows.next();
                System.out.println("bronze.numbers has " + rows.getLong(1) + " rows");
            }
            attacher.detach(connection);
        }
        // end::attach[]
    }
}

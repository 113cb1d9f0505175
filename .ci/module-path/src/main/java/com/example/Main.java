package com.example;

import dev.floe.config.Secret;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.profiles.DbtProfilesGenerator;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;

/** Touches each module, and DuckDB. */
public final class Main {
    public static void main(String[] args) throws Exception {
        PolarisAttacher.builder(URI.create("http://127.0.0.1:1/api/catalog"), "lake")
                .clientId(Secret.of("id", () -> "id"))
                .clientSecret(Secret.of("secret", () -> "secret"))
                .build();
        String sql = JinjaEnvironment.dbt().build().parse("select {{ n + 1 }} as n", "n.sql").render(Map.of("n", 41));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            System.out.println(rows.getInt("n") + " from " + PolarisAttacher.class.getModule().getName() + ", "
                    + DbtProfilesGenerator.class.getModule().getName());
        }
    }
}

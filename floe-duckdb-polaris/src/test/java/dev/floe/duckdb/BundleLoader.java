package dev.floe.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/** Another process that loads an extension of the class path, as soon as its standard input ends. */
final class BundleLoader {
    private BundleLoader() {}

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // until the parent says so
            }
            System.out.println("loaded "
                    + DuckDbExtensions.bundled(Path.of(args[0]))
                            .load(connection, List.of("avro"))
                            .get(0)
                            .origin());
        }
    }
}

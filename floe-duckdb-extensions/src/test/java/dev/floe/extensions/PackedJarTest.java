package dev.floe.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.config.Secret;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.testkit.EmbeddedCatalog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build gathered for this machine's jar, on the class path of this test. */
class PackedJarTest {
    @Test
    void aTableIsWrittenAndReadWithNothingElse(@TempDir Path unpacked) throws SQLException {
        assumeTrue(
                PackedJarTest.class.getClassLoader().getResource(Packing.INDEX) != null,
                "The build could not have the extension files for this machine; it printed why");
        try (EmbeddedCatalog catalog =
                        EmbeddedCatalog.builder().principal("id", "secret-4711").start();
                Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            PolarisAttacher.builder(catalog.uri(), catalog.warehouse())
                    .clientId(Secret.of("id", () -> "id"))
                    .clientSecret(Secret.of("secret", () -> "secret-4711"))
                    .extensions(DuckDbExtensions.bundled(unpacked))
                    .build()
                    .attach(connection);
            statement.execute("CREATE SCHEMA polaris_catalog.bronze");
            statement.execute("CREATE TABLE polaris_catalog.bronze.t AS SELECT 42 AS answer");
            try (ResultSet rows = statement.executeQuery("SELECT answer FROM polaris_catalog.bronze.t")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }
}

package dev.floe.models;

import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.config.Secret;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An embedded Iceberg catalog, and what a project needs to be built into it. */
final class TestCatalog implements AutoCloseable {
    static final String SECRET = "a-planted-client-secret";

    private final EmbeddedCatalog catalog =
            EmbeddedCatalog.builder().principal("floe-client", SECRET).start();
    private final DuckDbExtensions extensions = DuckDbExtensions.directory(DuckDbExtensionRepository.locate());

    /** A pipeline that builds the project into a namespace. */
    FloePipeline.Builder pipeline(TestProject project, String namespace) {
        CatalogConfig config = CatalogConfig.builder()
                .type(CatalogType.POLARIS)
                .uri(new ConfigValue.Literal(catalog.uri().toString()))
                .warehouse(catalog.warehouse())
                .namespace(namespace)
                .credentials(CredentialsConfig.oauth2("client-id", "client-secret"))
                .build();
        return project.pipeline()
                .spec(FloeSpec.builder("shop").build())
                .platform(
                        PlatformConfig.builder().putCatalogs("default", config).build())
                .environment(Map.of("CLIENT_ID", "floe-client", "CLIENT_SECRET", SECRET))
                .extensions(extensions);
    }

    /** Runs a query where the catalog is attached as {@code polaris_catalog}. */
    List<List<String>> query(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            attacher(CredentialPlacement.TEMPORARY_SECRET).attach(connection);
            try (ResultSet results = statement.executeQuery(sql)) {
                List<List<String>> rows = new ArrayList<>();
                while (results.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                        row.add(results.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    PolarisAttacher attacher(CredentialPlacement placement) {
        return PolarisAttacher.builder(catalog.uri(), catalog.warehouse())
                .clientId(Secret.of("id", () -> "floe-client"))
                .clientSecret(Secret.of("secret", () -> SECRET))
                .placement(placement)
                .extensions(extensions)
                .build();
    }

    @Override
    public void close() {
        catalog.close();
    }
}

package dev.floe.models;

import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.FloeSpec;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.PlatformConfig;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedHttp;
import dev.floe.config.Secret;
import dev.floe.config.WritePath;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.iceberg.IcebergTables;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An embedded Iceberg catalog, and what a project needs to be built into it. */
final class TestCatalog implements AutoCloseable {
    static final String SECRET = "a-planted-client-secret";

    private final EmbeddedCatalog catalog =
            EmbeddedCatalog.builder().principal("floe-client", SECRET).start();
    private final DuckDbExtensions extensions = DuckDbExtensions.directory(DuckDbExtensionRepository.locate());

    /** Where the catalog is. */
    URI uri() {
        return catalog.uri();
    }

    /** A pipeline that builds the project into a namespace. */
    FloePipeline.Builder pipeline(TestProject project, String namespace) {
        return pipeline(project, namespace, catalog.uri());
    }

    /** The same with the catalog behind another address. */
    FloePipeline.Builder pipeline(TestProject project, String namespace, URI uri) {
        return project.pipeline()
                .spec(FloeSpec.builder("shop").build())
                .platform(PlatformConfig.builder()
                        .putCatalogs("default", config(namespace, uri))
                        .build())
                .environment(Map.of("CLIENT_ID", "floe-client", "CLIENT_SECRET", SECRET))
                .extensions(extensions);
    }

    /** The folder of its files. */
    Path storage() {
        return catalog.storageDirectory();
    }

    /** The catalog as a platform names it. */
    CatalogConfig config(String namespace, URI uri) {
        return CatalogConfig.builder()
                .type(CatalogType.POLARIS)
                .uri(new ConfigValue.Literal(uri.toString()))
                .warehouse(catalog.warehouse())
                .namespace(namespace)
                .credentials(CredentialsConfig.oauth2("client-id", "client-secret"))
                .build();
    }

    /** The catalog's tables and views, as Iceberg's library has them; to be closed. */
    IcebergTables tables() {
        IcebergRestCatalog found = new IcebergRestCatalog(
                "default",
                "default",
                CatalogType.POLARIS,
                catalog.uri(),
                catalog.warehouse(),
                Optional.of(new OAuth2Credentials(
                        Secret.of("id", () -> "floe-client"),
                        Secret.of("secret", () -> SECRET),
                        OAuth2Credentials.DEFAULT_SCOPE,
                        URI.create(catalog.uri() + OAuth2Credentials.TOKEN_PATH))),
                ResolvedHttp.none(),
                AccessDelegation.NONE,
                WritePath.COMMIT,
                Optional.empty(),
                Map.of());
        return IcebergTables.open(found, DuckDbSession.builder().build(), Redactor.none());
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

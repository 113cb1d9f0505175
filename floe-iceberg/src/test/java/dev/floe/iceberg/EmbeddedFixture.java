package dev.floe.iceberg;

import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogType;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedHttp;
import dev.floe.config.Secret;
import dev.floe.config.WritePath;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The embedded catalog on local files, attached to an in-memory DuckDB. */
public final class EmbeddedFixture implements CatalogFixture {
    public static final String CLIENT_ID = "floe-test";
    public static final String CLIENT_SECRET = "planted-s3cr3t/+value";

    private final EmbeddedCatalog server;
    private final DuckDbSession session;

    public EmbeddedFixture() {
        server = EmbeddedCatalog.builder().principal(CLIENT_ID, CLIENT_SECRET).start();
        session = DuckDbSession.builder()
                .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                .load(List.of("httpfs", "iceberg"))
                .build();
        try (Connection connection = session.open()) {
            PolarisAttacher.builder(catalog())
                    .alias(alias())
                    .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                    .placement(CredentialPlacement.TEMPORARY_SECRET)
                    .build()
                    .attach(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server behind it. */
    public EmbeddedCatalog server() {
        return server;
    }

    @Override
    public IcebergRestCatalog catalog() {
        return catalog(server.uri(), server.warehouse(), CLIENT_ID, CLIENT_SECRET);
    }

    /** A configuration for any client. */
    public static IcebergRestCatalog catalog(URI uri, String warehouse, String clientId, String clientSecret) {
        return new IcebergRestCatalog(
                "default",
                "default",
                CatalogType.POLARIS,
                uri,
                warehouse,
                Optional.of(new OAuth2Credentials(
                        Secret.of("client id", () -> clientId),
                        Secret.of("client secret", () -> clientSecret),
                        OAuth2Credentials.DEFAULT_SCOPE,
                        URI.create(uri + OAuth2Credentials.TOKEN_PATH))),
                ResolvedHttp.none(),
                AccessDelegation.NONE,
                WritePath.COMMIT,
                Optional.empty(),
                Map.of());
    }

    @Override
    public DuckDbSession session() {
        return session;
    }

    @Override
    public String alias() {
        return "lake";
    }

    @Override
    public Redactor redactor() {
        return Redactor.of(List.of(catalog().credentials().orElseThrow().clientSecret()));
    }

    @Override
    public void close() {
        session.close();
        server.close();
    }
}

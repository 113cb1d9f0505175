package dev.floe.it;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedConfig;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.iceberg.CatalogFixture;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The catalog under test, attached to an in-memory DuckDB that holds the storage's keys. */
final class AttachedFixture implements CatalogFixture {

    private final ResolvedConfig config;
    private final DuckDbSession session;

    AttachedFixture(ResolvedConfig config) throws SQLException {
        this.config = config;
        DuckDbExtensions extensions = DuckDbExtensions.directory(DuckDbExtensionRepository.locate());
        session = DuckDbSession.builder()
                .extensions(extensions)
                .load(List.of("httpfs", "iceberg"))
                .build();
        try (Connection connection = session.open();
                Statement statement = connection.createStatement()) {
            if (CatalogUnderTest.get().s3().isPresent()) {
                statement.execute(CatalogUnderTest.get().s3().get().createSecret());
            }
            PolarisAttacher.builder(catalog())
                    .alias(alias())
                    .extensions(extensions)
                    .placement(CredentialPlacement.TEMPORARY_SECRET)
                    .build()
                    .attach(connection);
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public IcebergRestCatalog catalog() {
        return (IcebergRestCatalog) config.catalog();
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
        return config.redactor();
    }

    @Override
    public void close() {
        session.close();
    }
}

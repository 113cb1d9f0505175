package dev.floe.it;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedConfig;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.iceberg.CatalogFixture;
import dev.floe.iceberg.IcebergTablesContract;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What floe-iceberg promises of every catalog, on the catalog under test. */
class IcebergTablesIT extends IcebergTablesContract {

    @TempDir
    static Path folder;

    @Override
    protected CatalogFixture fixture() throws SQLException {
        return new Attached(
                TwoTierFiles.write(folder, CatalogUnderTest.get(), "default").load());
    }

    /** The catalog under test, attached to an in-memory DuckDB that holds the storage's keys. */
    private static final class Attached implements CatalogFixture {

        private final ResolvedConfig config;
        private final DuckDbSession session;

        Attached(ResolvedConfig config) throws SQLException {
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
}

package dev.floe.it;

import dev.floe.iceberg.CatalogFixture;
import dev.floe.iceberg.ViewContract;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** What floe-iceberg promises of views, on the catalog under test. */
class ViewIT extends ViewContract {

    @TempDir
    static Path folder;

    @Override
    protected CatalogFixture fixture() throws SQLException {
        return new AttachedFixture(
                TwoTierFiles.write(folder, CatalogUnderTest.get(), "default").load());
    }
}

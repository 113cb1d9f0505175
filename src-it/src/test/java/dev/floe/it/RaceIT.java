package dev.floe.it;

import dev.floe.iceberg.CatalogFixture;
import dev.floe.iceberg.RaceContract;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** What floe-iceberg promises of several writers at once, on the catalog under test. */
class RaceIT extends RaceContract {

    @TempDir
    static Path folder;

    @Override
    protected CatalogFixture fixture() throws SQLException {
        return new AttachedFixture(
                TwoTierFiles.write(folder, CatalogUnderTest.get(), "default").load());
    }
}

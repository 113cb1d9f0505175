package dev.floe.iceberg;

/** The contract on the embedded catalog. */
class EmbeddedMaintenanceTest extends MaintenanceContract {
    @Override
    protected CatalogFixture fixture() {
        return new EmbeddedFixture();
    }
}

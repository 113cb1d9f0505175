package dev.floe.iceberg;

/** The contract, on the embedded catalog. */
class EmbeddedIcebergTablesTest extends IcebergTablesContract {
    @Override
    protected CatalogFixture fixture() {
        return new EmbeddedFixture();
    }
}

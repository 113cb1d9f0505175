package dev.floe.iceberg;

/** The contract on the embedded catalog. */
class EmbeddedTableLayoutTest extends TableLayoutContract {
    @Override
    protected CatalogFixture fixture() {
        return new EmbeddedFixture();
    }
}

package dev.floe.iceberg;

/** The contract on the embedded catalog. */
class EmbeddedOverwriteTest extends OverwriteContract {
    @Override
    protected CatalogFixture fixture() {
        return new EmbeddedFixture();
    }
}

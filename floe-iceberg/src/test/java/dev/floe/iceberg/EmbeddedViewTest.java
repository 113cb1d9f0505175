package dev.floe.iceberg;

/** The contract on the embedded catalog. */
class EmbeddedViewTest extends ViewContract {
    @Override
    protected CatalogFixture fixture() {
        return new EmbeddedFixture();
    }
}

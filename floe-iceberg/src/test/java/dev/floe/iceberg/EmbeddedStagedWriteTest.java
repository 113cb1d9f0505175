package dev.floe.iceberg;

/** The contract on the embedded catalog. */
class EmbeddedStagedWriteTest extends StagedWriteContract {
    @Override
    protected CatalogFixture fixture() {
        return new EmbeddedFixture();
    }
}

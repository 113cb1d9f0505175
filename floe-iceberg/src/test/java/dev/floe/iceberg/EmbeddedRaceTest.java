package dev.floe.iceberg;

/** The contract on the embedded catalog. */
class EmbeddedRaceTest extends RaceContract {
    @Override
    protected CatalogFixture fixture() {
        return new EmbeddedFixture();
    }
}

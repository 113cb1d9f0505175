package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** How the catalog refuses DuckDB: the words that floe classifies failures by. */
class AttachRefusalsIT {

    private final CatalogUnderTest catalog = CatalogUnderTest.get();

    @Test
    void aWrongSecretIsUnauthorized() {
        assertRefused(
                new CatalogUnderTest(
                        catalog.kind(),
                        catalog.uri(),
                        catalog.warehouse(),
                        catalog.clientId(),
                        catalog.clientSecret() + "x",
                        catalog.scope(),
                        catalog.s3()),
                "Unauthorized_401",
                "unauthorized_client");
    }

    @Test
    void aMalformedScopeIsInvalid() {
        assertRefused(
                new CatalogUnderTest(
                        catalog.kind(),
                        catalog.uri(),
                        catalog.warehouse(),
                        catalog.clientId(),
                        catalog.clientSecret(),
                        "catalog",
                        catalog.s3()),
                "BadRequest_400",
                "invalid_scope");
    }

    @Test
    void anUnknownWarehouseIsNotFound() {
        assertRefused(
                new CatalogUnderTest(
                        catalog.kind(),
                        catalog.uri(),
                        "no_such_warehouse",
                        catalog.clientId(),
                        catalog.clientSecret(),
                        catalog.scope(),
                        catalog.s3()),
                "NotFound_404",
                "warehouse=no_such_warehouse");
    }

    @Test
    void anUnknownTableDoesNotExist() throws SQLException {
        try (Connection connection = catalog.duckDb();
                Statement statement = connection.createStatement()) {
            statement.execute(catalog.attachStatement("lake"));

            assertThatThrownBy(() -> statement.execute("FROM " + Sql.qualified("lake", "no_such_schema", "t")))
                    .hasMessageContaining("does not exist");
        }
    }

    private static void assertRefused(CatalogUnderTest wrong, String... messages) {
        assertThatThrownBy(() -> {
                    try (Connection connection = wrong.duckDb();
                            Statement statement = connection.createStatement()) {
                        statement.execute(wrong.attachStatement("lake"));
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll(messages)
                .hasMessageNotContaining(wrong.clientSecret());
    }
}

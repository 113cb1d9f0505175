package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Secret;
import dev.floe.duckdb.PolarisAdmin.Step;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolarisAdminTest extends AttachFixture {
    private static final PolarisSetup SETUP = PolarisSetup.of("demo", "file:///tmp/x", PolarisSetup.Storage.local())
            .withPrincipal("it's me")
            .withNamespace(List.of("bronze"))
            .withNamespace(List.of("bronze", "raw"));

    @Test
    void whatIsSetUpCanBeWorkedWith() throws SQLException {
        PolarisAdmin.Result result = admin(CANARY).init(SETUP);
        assertThat(result.steps())
                .extracting(Step::what)
                .contains("catalog 'demo'", "principal 'it's me'", "namespace bronze", "namespace bronze.raw");
        OAuth2Credentials made = result.credentials().orElseThrow();
        assertThat(made.scope()).isEqualTo("PRINCIPAL_ROLE:floe_engineer");
        assertThat(result.toString()).doesNotContain(made.clientSecret().reveal());
        PolarisAttacher.builder(catalog.uri(), "demo")
                .credentials(made)
                .extensions(EXTENSIONS)
                .build()
                .attach(callers);
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.silver");
        assertThat(Rows.of(callers, "SELECT schema_name FROM duckdb_schemas() WHERE database_name = 'polaris_catalog'"))
                .contains("bronze", "silver");
    }

    @Test
    void theSecondTimeNothingIsCreated() {
        admin(CANARY).init(SETUP);
        PolarisAdmin.Result again = admin(CANARY).init(SETUP);
        assertThat(again.steps()).isNotEmpty().allMatch(step -> !step.created());
        assertThat(again.credentials()).isEmpty();
    }

    @Test
    void aWrongSecretIsToldWithoutIt() {
        assertThatThrownBy(() -> admin("wr0ng-" + CANARY).init(SETUP))
                .isInstanceOfSatisfying(
                        DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNAUTHORIZED))
                .hasMessageContaining("logging in")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void anAddressThatIsNoPolarisIsRefused() {
        assertThatThrownBy(() ->
                        PolarisAdmin.of(URI.create("https://host/iceberg"), credentials(CANARY), HttpOptions.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/api/catalog");
    }

    private PolarisAdmin admin(String secret) {
        return PolarisAdmin.of(catalog.uri(), credentials(secret), HttpOptions.none());
    }

    private OAuth2Credentials credentials(String secret) {
        return new OAuth2Credentials(
                Secret.of("id", () -> CLIENT_ID),
                Secret.of("secret", () -> secret),
                OAuth2Credentials.DEFAULT_SCOPE,
                catalog.tokenUri());
    }
}

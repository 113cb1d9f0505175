package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.testkit.DuckDbExtensionRepository;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogUnderTestTest {

    private static final Map<String, String> SERVER = Map.of(
            "FLOE_IT_POLARIS_URI", "http://polaris:8181/api/catalog/",
            "FLOE_IT_POLARIS_WAREHOUSE", "wh",
            "FLOE_IT_POLARIS_CLIENT_ID", "id",
            "FLOE_IT_POLARIS_CLIENT_SECRET", "hush");

    @Test
    void isTheServerThatTheEnvironmentNames() {
        CatalogUnderTest catalog = CatalogUnderTest.given(SERVER::get).orElseThrow();

        assertThat(catalog.uri()).isEqualTo(URI.create("http://polaris:8181/api/catalog"));
        assertThat(catalog.scope()).isEqualTo("PRINCIPAL_ROLE:ALL");
        assertThat(catalog)
                .hasToString("the server at http://polaris:8181/api/catalog, warehouse wh, storage local files");
    }

    @Test
    void takesItsStorageKeysAndScopeFromTheEnvironment() {
        Map<String, String> environment = new HashMap<>(SERVER);
        environment.put("FLOE_IT_POLARIS_SCOPE", "PRINCIPAL_ROLE:me");
        environment.put("FLOE_IT_S3_ENDPOINT", "http://127.0.0.1:9000");
        environment.put("FLOE_IT_S3_KEY", "key");
        environment.put("FLOE_IT_S3_SECRET", "hush");
        CatalogUnderTest catalog = CatalogUnderTest.given(environment::get).orElseThrow();

        assertThat(catalog.scope()).isEqualTo("PRINCIPAL_ROLE:me");
        assertThat(catalog.s3().orElseThrow().createSecret())
                .isEqualTo("CREATE TEMPORARY SECRET it_s3 (TYPE s3, KEY_ID 'key', SECRET 'hush', ENDPOINT"
                        + " '127.0.0.1:9000', USE_SSL false, URL_STYLE 'path', REGION 'us-east-1')");
        assertThat(catalog.toString()).doesNotContain("hush");
    }

    @Test
    void itsStorageSecretIsOneThatDuckDbTakes() throws SQLException {
        S3Store store = new S3Store(URI.create("https://s3.example:9000"), "it's a key", "hush", Optional.empty());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            DuckDbExtensionRepository.load(connection);
            statement.execute(store.createSecret());
            try (ResultSet result = statement.executeQuery("SELECT secret_string FROM duckdb_secrets()")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).contains("s3.example:9000").doesNotContain("hush");
            }
        }
    }

    @Test
    void isNoneWhenTheEnvironmentNamesNone() {
        assertThat(CatalogUnderTest.given(name -> null)).isEmpty();
    }

    @Test
    void refusesAServerThatIsNamedInPart() {
        Map<String, String> environment = new HashMap<>(SERVER);
        environment.remove("FLOE_IT_POLARIS_CLIENT_SECRET");

        assertThatThrownBy(() -> CatalogUnderTest.given(environment::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FLOE_IT_POLARIS_CLIENT_SECRET is missing");
    }
}

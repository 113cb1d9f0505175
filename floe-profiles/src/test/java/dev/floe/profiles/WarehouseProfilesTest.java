package dev.floe.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.ComputeConfig;
import dev.floe.config.ComputeType;
import dev.floe.config.ConfigLoader;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Outputs for the adapters that floe does not run itself. */
class WarehouseProfilesTest {

    @Test
    void snowflake() {
        assertThat(output(
                        ComputeType.SNOWFLAKE, Map.of("account", "ab-1", "database", "d", "schema", "s", "role", "r")))
                .containsExactly(
                        Map.entry("type", "snowflake"),
                        Map.entry("account", "ab-1"),
                        Map.entry("database", "d"),
                        Map.entry("schema", "s"),
                        Map.entry("user", "{{ env_var('SNOWFLAKE_DEV_USER') }}"),
                        Map.entry("password", "{{ env_var('SNOWFLAKE_DEV_PASSWORD') }}"),
                        Map.entry("role", "r"),
                        Map.entry("threads", 4));
    }

    @Test
    void bigQueryWithAKeyFileAndWithoutOne() {
        Map<String, Object> common = Map.of("project", "p", "dataset", "d");
        assertThat(output(ComputeType.BIGQUERY, common))
                .isEqualTo(Map.of("type", "bigquery", "method", "oauth", "project", "p", "dataset", "d", "threads", 4));
        assertThat(output(ComputeType.BIGQUERY, with(common, "method", "service-account")))
                .containsEntry("keyfile", "{{ env_var('BIGQUERY_DEV_KEYFILE') }}");
        assertThat(output(ComputeType.BIGQUERY, with(common, "method", "service-account", "keyfile", "/run/key.json")))
                .containsEntry("keyfile", "/run/key.json");
    }

    @Test
    void redshiftAndPostgresHaveTheirOwnPortsAndCallADatabaseDbname() {
        Map<String, Object> properties = Map.of("host", "h", "database", "d", "schema", "s");
        assertThat(output(ComputeType.REDSHIFT, properties))
                .containsEntry("port", 5439)
                .containsEntry("dbname", "d");
        assertThat(output(ComputeType.POSTGRES, with(properties, "port", 6432, "sslmode", "require")))
                .isEqualTo(Map.of(
                        "type", "postgres",
                        "host", "h",
                        "port", 6432,
                        "dbname", "d",
                        "schema", "s",
                        "user", "{{ env_var('POSTGRES_DEV_USER') }}",
                        "password", "{{ env_var('POSTGRES_DEV_PASSWORD') }}",
                        "sslmode", "require",
                        "threads", 4));
        assertThat(output(ComputeType.REDSHIFT, with(properties, "method", "iam", "cluster_id", "c")))
                .containsKeys("user", "cluster_id")
                .doesNotContainKey("password");
    }

    @Test
    void databricks() {
        Map<String, Object> properties = Map.of("host", "h", "http_path", "/sql/1", "schema", "s");
        assertThat(output(ComputeType.DATABRICKS, properties))
                .containsEntry("token", "{{ env_var('DATABRICKS_DEV_TOKEN') }}");
        assertThat(output(ComputeType.DATABRICKS, with(properties, "auth_type", "oauth", "database", "main")))
                .containsEntry("catalog", "main")
                .containsEntry("client_secret", "{{ env_var('DATABRICKS_DEV_CLIENT_SECRET') }}")
                .doesNotContainKey("token");
    }

    @Test
    void sparkNeedsAHostUnlessItIsASession() {
        assertThat(output(ComputeType.SPARK, Map.of("host", "h", "schema", "s")))
                .isEqualTo(Map.of(
                        "type", "spark", "method", "thrift", "host", "h", "port", 10000, "schema", "s", "threads", 4));
        assertThat(output(ComputeType.SPARK, Map.of("method", "session", "schema", "s")))
                .isEqualTo(Map.of("type", "spark", "method", "session", "schema", "s", "threads", 4));
        assertThatThrownBy(() -> output(ComputeType.SPARK, Map.of("method", "odbc", "host", "h", "schema", "s")))
                .hasMessageContaining("compute.default.properties.driver is missing");
    }

    @Test
    void secretsThatTheCredentialsOrThePropertiesReferToNameTheVariables() {
        Map<String, Object> properties = Map.of("account", "a", "database", "d", "schema", "s");
        ComputeConfig compute = ComputeConfig.builder()
                .type(ComputeType.SNOWFLAKE)
                .properties(properties)
                .credentials(CredentialsConfig.oauth2("snow-user", "snow-pass"))
                .build();
        assertThat(output(compute))
                .containsEntry("user", "{{ env_var('SNOW_USER') }}")
                .containsEntry("password", "{{ env_var('SNOW_PASS') }}");
        assertThat(output(ComputeType.SNOWFLAKE, with(properties, "password", Map.of("secret_ref", "p", "key", "k"))))
                .containsEntry("password", "{{ env_var('P_K') }}");
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertThatThrownBy(() -> output(ComputeType.POSTGRES, Map.of("host", "h", "sslmod", "x")))
                .isInstanceOfSatisfying(
                        ProfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROFILE_UNSUPPORTED))
                .hasMessageContaining("compute.default.properties.dbname is missing")
                .hasMessageContaining("compute.default.properties.schema is missing")
                .hasMessageContaining("compute.default.properties.sslmod is not known");
    }

    @Test
    void noSecretIsTakenFromThePropertiesAsItIs() {
        assertThatThrownBy(() -> output(
                        ComputeType.BIGQUERY,
                        Map.of("project", "p", "dataset", "d", "keyfile_json", Map.of("a", "canary"))))
                .hasMessageContaining("compute.default.properties.keyfile_json is written down")
                .hasMessageNotContaining("canary");
    }

    @Test
    void hostileTextsStayData() {
        assertThat(output(ComputeType.POSTGRES, Map.of("host", "{{ x }}", "dbname", "it's", "schema", "a\nb")))
                .containsEntry("host", "{{ '{{ x }}' }}")
                .containsEntry("dbname", "it's")
                .containsEntry("schema", "{{ 'a\\nb' }}");
    }

    private static Map<String, Object> with(Map<String, Object> map, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(map);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> output(ComputeType type, Map<String, Object> properties) {
        return output(ComputeConfig.builder().type(type).properties(properties).build());
    }

    private static Map<String, Object> output(ComputeConfig compute) {
        CatalogConfig catalog = CatalogConfig.builder()
                .type(CatalogType.DUCKDB)
                .path(Path.of("/none.duckdb"))
                .build();
        String text = DbtProfilesGenerator.builder()
                .output(
                        "dev",
                        ConfigLoader.builder()
                                .projectDirectory(Path.of("/"))
                                .spec(FloeSpec.builder("a").build())
                                .platform(PlatformConfig.builder()
                                        .catalogs(Map.of("default", catalog))
                                        .compute(Map.of("default", compute))
                                        .build())
                                .environment(Map.of())
                                .build()
                                .read())
                .environment(Map.of())
                .build()
                .text();
        Map<String, Map<String, Map<String, Map<String, Object>>>> root = new Yaml().load(text);
        return root.get("default").get("outputs").get("dev");
    }
}

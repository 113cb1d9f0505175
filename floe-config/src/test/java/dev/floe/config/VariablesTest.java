package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    @TempDir
    Path folder;

    private Project project(String floe, String platform) {
        Project project = Project.of(folder, floe, platform);
        project.environment.put("NAME", "lake");
        project.environment.put("COUNT", "3");
        project.environment.put("EMPTY", "");
        project.environment.put("YES", "true");
        return project;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NAME} | lake",
                "a-${NAME}-${COUNT} | a-lake-3",
                "${GONE:-other} | other",
                "${EMPTY:-other} | other",
                "${NAME:-other} | lake",
                "${GONE:-${NAME}}s | lakes",
                "${GONE:-a:-b} | a:-b",
                "$${NAME} | ${NAME}",
                "$$${NAME} | $${NAME}",
                "$NAME | $NAME",
                "a$ | a$",
                "a}b | a}b"
            })
    void standInTexts(String written, String value) {
        ConfigTiers tiers = project(
                        Project.FLOE, Project.DUCKDB + "layers: {gold: {properties: {a: '" + written + "'}}}\n")
                .loader()
                .build()
                .read();

        assertThat(tiers.platform().layers().get("gold").properties()).isEqualTo(Map.of("a", value));
    }

    @Test
    void areTakenForWhatTheKeyWants() {
        ConfigTiers tiers = project("""
                        name: ${NAME}
                        observability: {traces: "${YES}", tracing: {sampling: {probability: "${HALF:-0.5}"}}}
                        """, Project.DUCKDB + """
                                compute: {default: {properties: {threads: "${COUNT}", memory_limit: "${MEMORY:-8GB}"}}}
                                storage: {s: {type: "${TYPE:-gcs}", path_style_access: "${YES}"}}
                                layers: {gold: {retention_days: "${COUNT}", description: "${COUNT}"}}
                                infrastructure: {resource_profiles: {transform: {limits: {memory: "${MEM:-12Gi}"}}}}
                                """).loader().build().read();

        PlatformConfig platform = tiers.platform();
        assertThat(tiers.spec().name()).isEqualTo("lake");
        assertThat(tiers.spec().sections().get("observability"))
                .isEqualTo(Map.of("traces", true, "tracing", Map.of("sampling", Map.of("probability", 0.5))));
        assertThat(platform.compute().get("default").threads()).hasValue(3);
        assertThat(platform.compute().get("default").properties()).containsEntry("memory_limit", "8GB");
        assertThat(platform.storage().get("s").type()).isEqualTo(StorageType.GCS);
        assertThat(platform.storage().get("s").pathStyleAccess()).isTrue();
        assertThat(platform.layers().get("gold").retentionDays()).hasValue(3);
        assertThat(platform.layers().get("gold").description()).contains("3");
        assertThat(platform.resourceProfiles().get("transform").limits().memory())
                .contains(Quantity.parse("12Gi"));
    }

    @Test
    void doNotStandInKeys() {
        ConfigException e = project(Project.FLOE, Project.DUCKDB + "storage: {'${NAME}': {}}\n")
                .failure();

        assertThat(Project.places(e)).containsExactly("platform.yaml:5:11 storage[\"${NAME}\"] INVALID_VALUE");
    }

    @Test
    void thatAreNotSetAreProblemsAtTheirPlaces() {
        ConfigException e = project(
                        "name: ${GONE}\n", Project.DUCKDB + "layers: {gold: {retention_days: '${GONE_TOO}'}}\n")
                .failure();

        assertThat(Project.places(e))
                .containsExactly(
                        "floe.yaml:1:7 name VARIABLE_NOT_SET",
                        "platform.yaml:5:33 layers.gold.retention_days VARIABLE_NOT_SET");
        assertThat(Project.message(e, "name"))
                .contains("the variable GONE is not set; set it, or write a default: ${GONE:-default}");
    }

    @Test
    void thatAreOfTheWrongTypeAreProblemsLikeWrittenValues() {
        ConfigException e = project(
                        Project.FLOE,
                        Project.DUCKDB
                                + "layers: {gold: {retention_days: '${NAME}'}, a: {retention_days: '${EMPTY}'}}\n")
                .failure();

        assertThat(Project.places(e))
                .containsExactly(
                        "platform.yaml:5:33 layers.gold.retention_days WRONG_TYPE",
                        "platform.yaml:5:65 layers.a.retention_days WRONG_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${a-b}", "${NAME", "${NAME:-", "${1}", "${NAME:x}", "${ NAME }"})
    void thatAreMalformedAreProblems(String text) {
        ConfigException e = project(
                        Project.FLOE, Project.DUCKDB + "layers: {gold: {properties: {a: '" + text + "'}}}\n")
                .failure();

        assertThat(Project.places(e)).containsExactly("platform.yaml:5:33 layers.gold.properties.a INVALID_VALUE");
    }

    @Test
    void theEnvironmentsNameIsTheOneThatWasChosen() {
        Project project =
                project(Project.FLOE, Project.DUCKDB + "layers: {gold: {namespace: '${FLOE_PLATFORM_ENV}_gold'}}\n");

        assertThat(project.load().layers().get("gold").namespace()).containsExactly("local_gold");
        assertThat(project.loader()
                        .environmentName("prod")
                        .build()
                        .load()
                        .layers()
                        .get("gold")
                        .namespace())
                .containsExactly("prod_gold");
    }

    @Test
    void standInNamesOfSecrets() {
        Project project = project(Project.FLOE, Project.PLATFORM.replace("polaris-client-secret", "${NAME}-secret"));
        project.environment.put("LAKE_SECRET", "hunter2");

        assertThat(project.load().secretEnvironmentNames()).contains("LAKE_SECRET");
    }

    @Nested
    class ThatHoldSecrets {
        @Test
        void areRefusedInValuesOfEitherFile() {
            ConfigException e = project(
                            Project.FLOE + "governance: {policies: {a: \"x ${POLARIS_CLIENT_SECRET}\"}}\n",
                            Project.PLATFORM + """
                                    layers: {gold: {name: "${POLARIS_CLIENT_SECRET:-x}", properties: {a: "${DBT_ENV_SECRET_X:-y}"}}}
                                    """)
                    .failure();

            assertThat(Project.places(e))
                    .containsExactly(
                            "floe.yaml:3:28 governance.policies.a PLAIN_TEXT_SECRET",
                            "platform.yaml:27:23 layers.gold.name PLAIN_TEXT_SECRET",
                            "platform.yaml:27:70 layers.gold.properties.a PLAIN_TEXT_SECRET");
            assertThat(e.getMessage()).doesNotContain("the-client-secret");
        }

        @Test
        void areRefusedForBothPartsOfOneSecretAndUnderAPrefix() {
            Project project = project(
                    "name: \"${FLOE_SECRET_POLARIS_CLIENT_ID:-x}\"\n",
                    "catalogs: {default: {uri: 'http://x', warehouse: w, credentials: {secret_ref: polaris}}}\n");

            assertThat(Project.places(Project.failure(project.loader().secretPrefix("FLOE_SECRET_"))))
                    .contains("floe.yaml:1:7 name PLAIN_TEXT_SECRET");
        }

        @Test
        void areRefusedBehindKeysThatSecretsStandBehind() {
            Project project = project(
                    Project.FLOE,
                    Project.DUCKDB
                            + "compute: {pg: {type: postgres, properties: {password: '${PW}', host: 'http://u:${PW}@h'}}}\n");
            project.environment.put("PW", "hunter2");

            ConfigException e = project.failure();

            assertThat(Project.places(e))
                    .containsExactly(
                            "platform.yaml:5:55 compute.pg.properties.password PLAIN_TEXT_SECRET",
                            "platform.yaml:5:70 compute.pg.properties.host PLAIN_TEXT_SECRET");
            assertThat(e.getMessage()).doesNotContain("hunter2");
        }
    }
}
